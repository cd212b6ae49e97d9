import { definitionOf } from "./definition.ts";
import { bareName, isSameName, nameOf } from "./nameOf.ts";
import { rowKind, type Rows } from "./rows.ts";

/** A row of the answer (`s`) and a row of the file (`f`) that may be the same one. */
export type Hit = {
  readonly s: number;
  readonly f: number;
  readonly weight: number;
  /** The rows are the same, not only by what they name. */
  readonly isExact: boolean;
  /** They are, and stand once on either side: nothing else could be meant. */
  readonly isOnly: boolean;
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
  const size = 1 + Math.max(largest(snippet.keys), largest(file.keys));
  const inFile = countKeys(file, size);
  const exact = exactHits(snippet, file, inFile);
  const named = namedHits(snippet, file, inFile);
  return named.length === 0
    ? exact
    : [...exact, ...named].sort((one, other) => one.f - other.f || other.s - one.s);
}

function largest(keys: Int32Array): number {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  return most;
}

/** How often each key stands among rows. */
function countKeys({ keys }: Rows, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function exactHits(snippet: Rows, file: Rows, inFile: Int32Array): readonly Hit[] {
  const inSnippet = countKeys(snippet, inFile.length);
  const likes = (f: number): number => inSnippet[file.keys[f] ?? 0] ?? 0;
  const pairsOf = (f: number): number => likes(f) * (inFile[file.keys[f] ?? 0] ?? 0);
  const few = [...file.keys.keys()].filter((f) => {
    const pairs = file.kinds[f] === rowKind.telling ? pairsOf(f) : 0;
    return pairs > 0 && pairs <= mostPairs;
  });
  const pairs = few.reduce((sum, f) => sum + likes(f), 0);
  const kept = pairs <= mostHits ? few : few.filter((f) => pairsOf(f) === 1);
  const likeRow = likeRows(snippet, inFile.length);
  const hits: Hit[] = [];
  for (const f of kept) {
    const [weight, isOnly] = [weightOf(file.texts[f] ?? ""), pairsOf(f) === 1];
    for (const s of likeRow(file.keys[f] ?? 0)) hits.push({ s, f, weight, isExact: true, isOnly });
  }
  return hits;
}

/** Finds the rows of a key, the last first. */
function likeRows({ keys }: Rows, size: number): (key: number) => readonly number[] {
  const lastOf = new Int32Array(size).fill(-1);
  const before = new Int32Array(keys.length);
  for (const [row, key] of keys.entries()) {
    before[row] = lastOf[key] ?? -1;
    lastOf[key] = row;
  }
  return (key) => {
    const rows: number[] = [];
    for (let row = lastOf[key] ?? -1; row !== -1; row = before[row] ?? -1) rows.push(row);
    return rows;
  };
}

function weightOf(text: string): number {
  if (definitionOf(text) !== undefined) return weights.sameDefinition;
  return text.trim().length <= short ? weights.sameShort : weights.same;
}

type Named = { readonly row: number; readonly name: string };

/** Rows that give the same name to something and are not the same otherwise. */
function namedHits(snippet: Rows, file: Rows, inFile: Int32Array): readonly Hit[] {
  const names = byName(namedRows(snippet, (_, s) => inFile[snippet.keys[s] ?? 0] === 0));
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
  const named: Named[] = [];
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? "";
    if (kinds[row] !== rowKind.telling || !isWanted(text, row)) continue;
    const name = nameOf(text);
    if (name !== undefined) named.push({ row, name });
  }
  return named;
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
      const weight = isDefined ? weights.definition : weights.value;
      return { s: row, f: other.row, weight, isExact: false, isOnly: false };
    });
}
