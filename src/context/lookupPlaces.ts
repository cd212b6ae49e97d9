import type { EditorSnapshot } from "./editorSnapshot.ts";
import { identifiers, type Identifier } from "./identifiers.ts";
import { nameParts } from "./nameParts.ts";

/** A name whose definition may help, and what of it to ask for. */
export type LookupPlace = Identifier & {
  /** The line the name stands on: with the same line it means the same. */
  readonly line: string;
  /**
   * A name that was imported is a definition itself, of what stands in a variable only the type helps, and of a name on
   * the position's own line nobody knows yet which it is.
   */
  readonly asks: "definition" | "type" | "both";
};

/** Lines above the position whose names are looked up before those further up. */
const nearLines = 3;
/** Lines above the position that are in every prompt: how a name is used there needs no explanation. */
const shownLines = 60;
/** Lines above the position that are searched for what encloses it, and for names used there. */
const farLines = 120;
/** Lines at the start of a document in which it says what it uses of others. */
const headLines = 200;
/** Names that are looked up for one line: a server answers about one in a millisecond. */
const mostPlaces = 40;

type Row = { readonly text: string; readonly offset: number };

/** The rows of a text that stands at an offset of its document. */
function rowsOf(text: string, start = 0): readonly Row[] {
  let offset = start;
  return text.split("\n").map((row) => {
    const at = offset;
    offset += row.length + 1;
    return { text: row, offset: at };
  });
}

/** Where the last so many lines of a text begin. */
function lastLines(text: string, count: number): number {
  let at = text.length;
  for (let line = 0; line < count && at > 0; line += 1) at = text.lastIndexOf("\n", at - 1);
  return Math.max(0, at + 1);
}

/** Where the first so many lines of a text end. */
function firstLines(text: string, count: number): number {
  let at = 0;
  for (let line = 0; line < count && at !== -1; line += 1) at = text.indexOf("\n", at + 1);
  return at === -1 ? text.length : at;
}

function indentation({ text }: Row): number {
  return text.search(/\S/);
}

/**
 * The rows that open the blocks around a row that is indented so far (-1: it is empty), the innermost first, back to
 * the one that is not indented.
 */
function openers(rows: readonly Row[], innermost: number): readonly Row[] {
  const found: Row[] = [];
  let depth = innermost === -1 ? Infinity : innermost;
  for (const row of rows.toReversed()) {
    const own = indentation(row);
    if (own === -1 || own >= depth || /^\s*[)\]}]/.test(row.text)) continue;
    found.push(row);
    depth = own;
    if (depth === 0) break;
  }
  return found;
}

const startsImport = /^(?:(?:import|from|use|using|require)\b|#include\b|(?:const|let|var) .*\brequire\()/;

/** The rows in which a document says what it uses of others; lists over several lines are followed to their end. */
function importRows(rows: readonly Row[]): readonly Row[] {
  const found: Row[] = [];
  let depth = 0;
  for (const row of rows) {
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

/** Names of variables and types: what is called is used there already, and shows how. */
function unlessCalled({ name, offset, line }: LookupPlace, row: Row): boolean {
  return !line.slice(offset - row.offset + name.length).startsWith("(");
}

function scopePlaces(rows: readonly Row[]): readonly LookupPlace[] {
  return rows.flatMap((row) => placesIn([row], "type").filter((place) => unlessCalled(place, row)));
}

/** Imports that no shown row uses, those with the words of the code near first. */
function notInUse(
  imported: readonly LookupPlace[],
  shown: readonly Row[],
  near: readonly Row[],
): readonly LookupPlace[] {
  const used = new Set(shown.flatMap(({ text }) => identifiers(text)).map(({ name }) => name));
  const words = new Set(near.flatMap(({ text }) => identifiers(text)).flatMap(({ name }) => nameParts(name)));
  const likeness = ({ name }: LookupPlace): number => {
    const parts = nameParts(name);
    return parts.filter((part) => words.has(part)).length / Math.max(1, parts.length);
  };
  return imported
    .filter(({ name }) => !used.has(name))
    .map((place) => ({ place, like: likeness(place) }))
    .toSorted((a, b) => b.like - a.like)
    .map(({ place }) => place);
}

/**
 * The names whose definitions may help to go on at the position, the most promising first: those of its own line, the
 * types around it, what the document imports and the code above does not show in use yet (the more its name resembles
 * the code near, the sooner), and the types further up. Only names before the position are among them, because what
 * stands there stays where it is while somebody types; the one that is being typed is not.
 */
export function lookupPlaces({ text, offset }: EditorSnapshot): readonly LookupPlace[] {
  const before = text.slice(0, offset);
  const [typed = ""] = /[\p{L}\p{N}_$]*$/u.exec(before) ?? [];
  const known = before.slice(0, before.length - typed.length);
  const imports = importRows(rowsOf(known.slice(0, firstLines(known, headLines))));
  const isImport = new Set(imports.map((row) => row.offset));
  const tail = lastLines(known, farLines + 1);
  const rows = rowsOf(known.slice(tail), tail);
  const own = rows.slice(-1);
  const above = rows.slice(0, -1).filter((row) => !isImport.has(row.offset));
  const near = above.slice(-nearLines);
  const around = openers(above, Math.max(...own.map(indentation)));
  const outermost = around.at(-1);
  const within = outermost === undefined ? [] : above.slice(above.indexOf(outermost));
  const imported = placesIn(imports, "definition");
  const begun = imported.filter(({ name }) => typed !== "" && name.startsWith(typed));
  const ordered = [
    ...begun,
    ...placesIn(own, "both").toReversed(),
    ...scopePlaces(near).toReversed(),
    ...scopePlaces(around),
    ...notInUse(imported, above.slice(-shownLines), [...own, ...near, ...around]),
    ...scopePlaces(within).toReversed(),
    ...imported,
  ];
  const distinct = new Map<string, LookupPlace>();
  for (const place of ordered) if (!distinct.has(place.name)) distinct.set(place.name, place);
  return [...distinct.values()].slice(0, mostPlaces);
}
