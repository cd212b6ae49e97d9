import { isImport } from "./definition.ts";
import { isSameName, nameOf } from "./nameOf.ts";

const tokens = /[A-Za-z_$][\w$]*|\d+|[^\s\w]/g;

/** Compares rows; what a row consists of is worked out once. */
export type Similarity = (one: string, other: string) => number;

/**
 * From 0 (nothing in common) to 1 (the same words and signs). Rows that give the same name to something are at least 0.7, rows
 * that name different things 0, however alike: the one does not stand for the other.
 */
export function createSimilarity(): Similarity {
  const known = new Map<string, Row>();
  const rowOf = (text: string): Row => {
    let row = known.get(text);
    if (row === undefined) {
      row = readRow(text);
      known.set(text, row);
    }
    return row;
  };
  return (text, otherText) => {
    const [one, other] = [rowOf(text), rowOf(otherText)];
    const areNamed = one.name !== undefined && other.name !== undefined;
    const isNamesake = areNamed && isSameName(one.name, other.name);
    if (areNamed && !isNamesake) return 0;
    const shared = dice(one.tokens, other.tokens);
    return isNamesake ? Math.max(0.7, shared) : shared;
  };
}

type Row = { readonly tokens: ReadonlyMap<string, number>; readonly name: string | undefined };

function readRow(text: string): Row {
  const from = isImport(text) ? /["'<]([^"'>]+)["'>]|[\w.:]+\s*;?\s*$/.exec(text)?.[0] : undefined;
  return { tokens: countTokens(text), name: from === undefined ? nameOf(text) : `import ${from}` };
}

function countTokens(text: string): ReadonlyMap<string, number> {
  const bag = new Map<string, number>();
  // Words say more than signs and numbers.
  for (const [token] of text.matchAll(tokens))
    bag.set(token, (bag.get(token) ?? 0) + (/^[A-Za-z_$]/.test(token) ? 3 : 1));
  return bag;
}

function dice(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let [shared, all] = [0, 0];
  for (const [token, count] of one) {
    shared += Math.min(count, other.get(token) ?? 0);
    all += count;
  }
  for (const count of other.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}
