import type { Lines } from "../../context/codeFile.ts";

/** Lines of a document. */
export type FileLines = { readonly uri: string; readonly lines: Lines };

/** What is known of a symbol's place; lines are counted from 0. */
export type SymbolPlace = {
  /** Where it is defined, as far as that is known; else where the person named it. */
  readonly definition: { readonly uri: string; readonly line: number };
  /** The lines of the definition and what belongs to it, or of the code around it; absent: nobody tells. */
  readonly around?: { readonly first: number; readonly last: number };
  /** Every place that would change with its name. */
  readonly uses: readonly { readonly uri: string; readonly line: number }[];
};

/** Lines of a definition that go along, at most: a small model loses sight of the name in more. */
const mostDefined = 40;
/** Lines above a name that is defined far down in something long. */
const above = 8;
/** Lines before and after one that uses the name. */
const besideUse = 1;
/** Uses that go along, at most. */
const mostUses = 6;
/** Uses in one file other than the definition's, at most: they tell the same. */
const mostInOther = 2;

/** What of a project is read to find names for a symbol, counted from 1: the definition, and a few uses outside of it. */
export function linesToRead({ definition, around, uses }: SymbolPlace): {
  readonly definition: FileLines;
  readonly uses: readonly FileLines[];
} {
  const defined = { uri: definition.uri, lines: definitionLines(definition.line, around) };
  const taken: FileLines[] = [defined];
  const own = uses.filter(({ uri }) => uri === definition.uri);
  const others = uses.filter(({ uri }) => uri !== definition.uri);
  // Other files first: what they do with it tells most.
  for (const { uri, line } of [...others, ...own]) {
    if (taken.length > mostUses) break;
    const lines = { first: Math.max(1, line + 1 - besideUse), last: line + 1 + besideUse };
    const there = taken.filter((one) => one.uri === uri);
    const isFull = uri !== definition.uri && there.length >= mostInOther;
    if (!isFull && !there.some((one) => touch(one.lines, lines))) taken.push({ uri, lines });
  }
  return { definition: defined, uses: taken.slice(1) };
}

function touch(a: Lines, b: Lines): boolean {
  return a.first <= b.last + 1 && b.first <= a.last + 1;
}

function definitionLines(line: number, { first, last } = { first: line - above, last: line + above }): Lines {
  const start = last - first < mostDefined ? first : Math.max(first, line - above);
  return { first: Math.max(0, start) + 1, last: Math.min(last, start + mostDefined - 1) + 1 };
}
