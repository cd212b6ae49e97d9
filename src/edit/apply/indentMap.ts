import { stepOf } from "../../context/indentation.ts";
import { tabWidth } from "./rows.ts";

/** How a text is indented: one step in columns, `undefined` when it does not show; and whether by tabs. */
export type IndentStyle = { readonly step: number | undefined; readonly isTabs: boolean };

/** Turns the answer's indentation into the file's, both in columns. */
export type IndentMap = {
  readonly toFile: (columns: number) => number;
  /** How many of the rows that it was made from it brings to where the file has them, from 0 to 1. */
  readonly agreement: number;
};

/** The style of some rows; only the first thousands of a long text are looked at. */
export function indentStyle(texts: readonly string[]): IndentStyle {
  const step = stepOf(texts.length > 4000 ? texts.slice(0, 4000) : texts);
  return { step: step === "\t" ? tabWidth : step?.length, isTabs: step === "\t" };
}

/** So many columns as blanks of a style. */
export function blanks(columns: number, { isTabs }: IndentStyle): string {
  if (!isTabs) return " ".repeat(columns);
  return "\t".repeat(Math.floor(columns / tabWidth)) + " ".repeat(columns % tabWidth);
}

type Columns = readonly [answer: number, file: number];

/** What a map is made from: rows that both sides have, and how deep the answer's new rows are. */
export type IndentEvidence = {
  readonly shared: readonly Columns[];
  readonly fresh: readonly number[];
  readonly answer: IndentStyle;
  readonly file: IndentStyle;
};

/**
 * The map that brings most shared rows to where the file has them and new ones to its steps: the answer's steps become the
 * file's, or the distance is the same everywhere. Without shared rows the answer's indentation is taken as it is.
 */
export function indentMap({ shared, fresh, answer, file }: IndentEvidence): IndentMap {
  const plain = fit(shared, (columns) => columns);
  if (shared.length === 0) return plain;
  const { step: to } = file;
  if (to === undefined) return plain;
  const isOnStep = (columns: number): boolean => columns % to === 0;
  const score = (map: IndentMap): number => map.agreement + share(fresh.map(map.toFile), isOnStep);
  const stepped = (from: number): IndentMap =>
    fit(shared, (columns) => Math.floor(columns / from) * to + (columns % from));
  const isOther = answer.step !== undefined && answer.step !== to;
  const told = isOther ? [stepped(answer.step), plain] : [plain];
  const best = told.reduce((one, other) => (score(other) > score(one) ? other : one));
  const isMisread = answer.step === undefined || shared.length >= manyRows;
  if (best.agreement > poor || !isMisread) return best;
  const depths = [...new Set([...shared.map(([columns]) => columns), ...fresh])].sort(
    (one, other) => one - other,
  );
  const isSteady = ({ toFile }: IndentMap): boolean =>
    depths.every((depth, index) => index === 0 || toFile(depth) > toFile(depths[index - 1] ?? 0));
  const fits = (map: IndentMap): boolean => map.agreement === 1 && score(map) > score(best) && isSteady(map);
  return commonSteps.map(stepped).find(fits) ?? best;
}

/** With less agreement the answer's step was misread; then a common one that fits all rows is taken. */
const [poor, manyRows] = [0.8, 4];
const commonSteps = [2, 4];

/** What was wrapped lies deeper: the shallowest rows tell the distance, and where they differ, all rows tell which of them does. */
function fit(shared: readonly Columns[], scale: (columns: number) => number): IndentMap {
  const margin = shared.reduce((least, [answer]) => Math.min(least, answer), Infinity);
  const told = new Set<number>();
  const counts = new Map<number, number>();
  for (const [answer, file] of shared) {
    const shift = file - scale(answer);
    if (answer === margin) told.add(shift);
    counts.set(shift, (counts.get(shift) ?? 0) + 1);
  }
  const count = (shift: number): number => counts.get(shift) ?? 0;
  const [first = 0, ...others] = told;
  const shift = others.reduce((best, each) => (count(each) > count(best) ? each : best), first);
  return {
    toFile: (columns) => Math.max(0, scale(columns) + shift),
    agreement: shared.length === 0 ? 1 : count(shift) / shared.length,
  };
}

function share<T>(items: readonly T[], isCounted: (item: T) => boolean): number {
  return items.length === 0 ? 1 : items.filter(isCounted).length / items.length;
}
