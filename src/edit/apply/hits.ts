import { definitionOf } from "./definition.ts";
import { bareName, isSameName, nameOf } from "./nameOf.ts";
import { rowKind, type Rows } from "./rows.ts";

/** A row of the answer (`s`) and a row of the file (`f`) that may be the same one. */
export type Hit = {
  readonly s: number;
  readonly f: number;
  readonly weight: number;
  readonly isExact: boolean;
};

const weights = { same: 2, sameDefinition: 3, sameShort: 1.4, definition: 1.6, value: 1.2 };
/** A row of so few characters comes up anywhere. */
const short = 4;
/** A row that stands in more places tells nothing about one; so many pairs of equal rows are compared at most. */
const [mostPairs, mostHits] = [200, 20_000];
/** More names are not searched for: there is enough else to go by. */
const mostNames = 200;

/** The pairs of rows that tell where an answer belongs, in the order of the file; of the same file row, the last of the answer first. */
export function findHits(snippet: Rows, file: Rows): readonly Hit[] {
  const exact = exactHits(snippet, file);
  const found = [...exact, ...namedHits(snippet, file, exact)];
  return found.sort((one, other) => one.f - other.f || other.s - one.s);
}

function exactHits(snippet: Rows, file: Rows): readonly Hit[] {
  const inSnippet = new Map<number, number[]>();
  for (const [s, key] of snippet.keys.entries()) {
    if (snippet.kinds[s] !== rowKind.telling) continue;
    const rows = inSnippet.get(key);
    if (rows === undefined) inSnippet.set(key, [s]);
    else rows.push(s);
  }
  const inFile = new Map<number, number[]>();
  for (const [f, key] of file.keys.entries()) {
    if (!inSnippet.has(key)) continue;
    const rows = inFile.get(key);
    if (rows === undefined) inFile.set(key, [f]);
    else rows.push(f);
  }
  const groups = [...inFile].map(([key, files]) => ({ files, snippets: inSnippet.get(key) ?? [] }));
  const few = groups.filter(({ files, snippets }) => files.length * snippets.length <= mostPairs);
  const pairs = few.reduce((sum, { files, snippets }) => sum + files.length * snippets.length, 0);
  const kept =
    pairs <= mostHits
      ? few
      : few.filter(({ files, snippets }) => files.length === 1 && snippets.length === 1);
  return kept.flatMap(({ files, snippets }) => {
    const weight = weightOf(file.texts[files[0] ?? 0] ?? "");
    return files.flatMap((f) => snippets.map((s) => ({ s, f, weight, isExact: true })));
  });
}

function weightOf(text: string): number {
  if (definitionOf(text) !== undefined) return weights.sameDefinition;
  return text.trim().length <= short ? weights.sameShort : weights.same;
}

type Named = { readonly row: number; readonly name: string };

/** Rows that give the same name to something and are not the same otherwise. */
function namedHits(snippet: Rows, file: Rows, exact: readonly Hit[]): readonly Hit[] {
  const isExact = new Set(exact.map(({ s }) => s));
  const named = namedRows(snippet, (text, s) => !isExact.has(s) && text !== "");
  const names = byName(named);
  if (names.size === 0 || names.size > mostNames) return [];
  const words = [...names.keys()].map((name) => name.replace(/[^\w]/g, "\\$&"));
  const anyName = new RegExp(`(?:${words.join("|")})`);
  const found = byName(namedRows(file, (text) => anyName.test(text)));
  return [...found].flatMap(([name, files]) => {
    const rows = names.get(name) ?? [];
    return files.length * rows.length > mostPairs / 4 ? [] : rows.flatMap((row) => hitsOf(row, files));
  });
}

function namedRows(
  { texts, kinds }: Rows,
  isWanted: (text: string, row: number) => boolean,
): readonly Named[] {
  return texts.flatMap((text, row) => {
    if (kinds[row] !== rowKind.telling || !isWanted(text, row)) return [];
    const name = nameOf(text);
    return name === undefined ? [] : [{ row, name }];
  });
}

function byName(rows: readonly Named[]): ReadonlyMap<string, readonly Named[]> {
  const groups = new Map<string, Named[]>();
  for (const row of rows) {
    const name = bareName(row.name);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}

function hitsOf({ row, name }: Named, files: readonly Named[]): readonly Hit[] {
  return files
    .filter((other) => isSameName(name, other.name))
    .map((other) => {
      const isDefined = !name.startsWith("value ") && name === other.name;
      return { s: row, f: other.row, weight: isDefined ? weights.definition : weights.value, isExact: false };
    });
}
