import type { EditorSnapshot } from "./editorSnapshot.ts";
import { identifiers, type Identifier } from "./identifiers.ts";

/** A name whose definition may help, and what of it to ask for: a name that is imported is a definition itself. */
export type LookupPlace = Identifier & {
  /** The line the name stands on: with the same line it means the same. */
  readonly line: string;
  readonly asks: "definition" | "definitionAndType";
};

/** Lines above the position whose names are looked up before all others. */
const nearLines = 3;
/** Lines above the position that are searched for what encloses it, and for names used there. */
const farLines = 120;
/** Lines at the start of a document in which it says what it uses of others. */
const headLines = 200;
/** Names that are looked up for one line: a server answers about one in a millisecond. */
const mostPlaces = 40;

type Row = { readonly text: string; readonly offset: number };

function rowsOf(text: string): readonly Row[] {
  let offset = 0;
  return text.split("\n").map((row) => {
    const at = offset;
    offset += row.length + 1;
    return { text: row, offset: at };
  });
}

function indentation({ text }: Row): number {
  return text.search(/\S/);
}

/** The rows that open the blocks around a row, the innermost first, back to the one that is not indented. */
function openers(rows: readonly Row[], innermost: number): readonly Row[] {
  const found: Row[] = [];
  let depth = innermost;
  for (const row of rows.toReversed()) {
    const own = indentation(row);
    if (own === -1 || own >= depth || /^\s*[)\]}]/.test(row.text)) continue;
    found.push(row);
    depth = own;
    if (depth === 0) break;
  }
  return found;
}

const startsImport = /^(?:import|from|use|using|#include|require|(?:const|let|var) .*\brequire\()\b/;

/** The rows in which a document says what it uses of others; lists over several lines are followed to their end. */
function importRows(rows: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  let depth = 0;
  for (const row of rows.slice(0, headLines)) {
    if (depth === 0 && !startsImport.test(row.text)) continue;
    found.push(row);
    depth += (row.text.match(/[({]/g)?.length ?? 0) - (row.text.match(/[)}]/g)?.length ?? 0);
    depth = Math.max(0, depth);
  }
  return found;
}

function placesIn(rows: readonly Row[], asks: LookupPlace["asks"]): readonly LookupPlace[] {
  return rows.flatMap((row) =>
    identifiers(row.text).map(({ name, offset }) => ({
      name,
      offset: row.offset + offset,
      line: row.text,
      asks,
    })),
  );
}

/**
 * The names whose definitions may help to go on at the position, the most promising first: those of its own line, the
 * lines above, what encloses it, and what the document imports. Only names before the position are among them, because
 * what stands there stays where it is while somebody types; the one that is being typed is not.
 */
export function lookupPlaces({ text, offset }: EditorSnapshot): readonly LookupPlace[] {
  const rows = rowsOf(text.slice(0, offset).replace(/[\p{L}\p{N}_$]+$/u, ""));
  const own = rows.slice(-1);
  const above = rows.slice(-farLines - 1, -1);
  const depth = Math.max(...own.map(indentation));
  const around = openers(above, depth === -1 ? Infinity : depth);
  const outermost = around.at(-1);
  const within = outermost === undefined ? [] : above.slice(above.indexOf(outermost));
  const nearestFirst = (some: readonly Row[]): readonly LookupPlace[] =>
    placesIn(some, "definitionAndType").toReversed();
  const all = [
    ...nearestFirst(own),
    ...nearestFirst(above.slice(-nearLines)),
    ...placesIn(around, "definitionAndType"),
    ...nearestFirst(within),
    ...placesIn(importRows(rows), "definition"),
  ];
  const distinct = new Map<string, LookupPlace>();
  for (const place of all) if (!distinct.has(place.name)) distinct.set(place.name, place);
  return [...distinct.values()].slice(0, mostPlaces);
}
