import type { ApplyEvidence } from "./applyPlan.ts";
import { leadOf } from "../../context/indentation.ts";
import { gapsOf, type Gap } from "./gaps.ts";
import { blanks, type IndentStyle } from "./indentMap.ts";
import type { Placement } from "./alignment.ts";
import { countWritten, opensBlock, rowKind, writtenRow, type Rows } from "./rows.ts";
import { closedBy } from "./strayPairs.ts";

/** A row of the result: the file's own, to be kept byte for byte, or a text. */
export type MergedRow = { readonly kept: number } | { readonly text: string };

/** The result for some rows of the file. */
export type Merged = {
  readonly rows: readonly MergedRow[];
  readonly gaps: readonly Gap[];
  readonly evidence: ApplyEvidence;
  /** How many rows that both sides share were indented otherwise, for no reason that shows. */
  readonly unclear: number;
};

/** Puts the answer in place of rows of the file (`to` excluded), as a placement lays them side by side. */
export function mergeRows(
  placement: Placement,
  place: readonly [from: number, to: number],
  style: IndentStyle,
): Merged {
  const gaps = gapsOf(placement, place);
  const { moved, unclear } = movedRows(placement, gaps);
  const rows: MergedRow[] = [];
  const gapAt = new Map(gaps.map((gap) => [gap.s[0], gap]));
  const writer = { placement, style, rows, moved };
  const size = placement.snippet.texts.length;
  for (let s = 0; s <= size;) {
    const gap = gapAt.get(s);
    if (gap !== undefined) {
      writeGap(writer, gap);
      gapAt.delete(s);
      s = gap.s[1];
    }
    if (s < size) writePair(writer, s);
    s += 1;
  }
  return { rows, gaps, evidence: evidenceOf(placement, gaps), unclear };
}

type Writer = {
  readonly placement: Placement;
  readonly style: IndentStyle;
  readonly rows: MergedRow[];
  /** Rows of the answer that were indented anew with what is around them, and by how much. */
  readonly moved: ReadonlyMap<number, number>;
};

function writeGap(writer: Writer, { s, f, isKept }: Gap): void {
  const { placement, rows } = writer;
  const { snippet, file } = placement;
  const keep = (): void => {
    for (let row = f[0]; row < f[1]; row += 1) rows.push({ kept: row });
  };
  const isBlank = snippet.kinds.subarray(s[0], s[1]).every((kind) => kind === rowKind.blank);
  const isBlankThere = file.kinds.subarray(f[0], f[1]).every((kind) => kind === rowKind.blank);
  // Blank rows alone are left as they are: answers drop and add them without a thought.
  if (isBlank && isBlankThere && f[1] > f[0]) {
    keep();
    return;
  }
  if (!isKept) {
    for (let row = s[0]; row < s[1]; row += 1) rows.push({ text: newText(writer, row) });
    return;
  }
  const { kinds } = snippet;
  const [first, last] = [
    kinds.indexOf(rowKind.marker, s[0]),
    kinds.subarray(0, s[1]).lastIndexOf(rowKind.marker),
  ];
  const add = (from: number, to: number): void => {
    for (let row = from; row < to; row += 1)
      if (kinds[row] !== rowKind.marker) rows.push({ text: newText(writer, row) });
  };
  add(s[0], blankEdge(placement, [s[0], first], file.kinds[f[0]], "end"));
  keep();
  add(blankEdge(placement, [last + 1, s[1]], file.kinds[f[1] - 1], "start"), s[1]);
}

/** Blank rows beside a marker are only layout, unless they part new rows from kept ones that are not blank. */
function blankEdge(
  { snippet }: Placement,
  [from, to]: readonly [number, number],
  kept: number | undefined,
  edge: "start" | "end",
): number {
  const first = writtenRow(snippet, from, 1);
  if (first === -1 || first >= to) return edge === "end" ? from : to;
  if (kept !== rowKind.blank) return edge === "end" ? to : from;
  return edge === "end" ? writtenRow(snippet, to - 1, -1) + 1 : first;
}

/** A new row as the file would have it. */
function newText({ placement, style, moved }: Writer, row: number): string {
  const { snippet, file, pairs, toFile } = placement;
  const text = (snippet.texts[row] ?? "").trim();
  if (text === "") return "";
  const level = levelRow(placement, row);
  if (level === undefined) return blanks(toFile(snippet.indents[row] ?? 0), style) + text;
  const f = pairs[level] ?? 0;
  const shift = moved.get(level) ?? 0;
  if (shift === 0) return leadOf(file.texts[f] ?? "") + text;
  return blanks(Math.max(0, (file.indents[f] ?? 0) + shift), style) + text;
}

/** The next row before or behind a new one that the file has too, if the answer has both equally deep. */
function levelRow(placement: Placement, row: number): number | undefined {
  const { snippet } = placement;
  return ([-1, 1] as const)
    .map((step) => nextPaired(placement, row, step))
    .find(
      (at) =>
        at !== -1 &&
        snippet.indents[at] === snippet.indents[row] &&
        isSamePair(placement, at) &&
        !isCutFirst(snippet, at),
    );
}

function nextPaired({ snippet, pairs }: Placement, row: number, step: 1 | -1): number {
  let at = writtenRow(snippet, row + step, step);
  while (at !== -1 && pairs[at] === -1) at = writtenRow(snippet, at + step, step);
  return at;
}

function writePair(writer: Writer, s: number): void {
  const { placement, style, rows, moved } = writer;
  const { snippet, file, pairs } = placement;
  const f = pairs[s] ?? -1;
  if (f === -1) return;
  const isSame = snippet.keys[s] === file.keys[f];
  const shift = moved.get(s);
  const own = file.indents[f] ?? 0;
  if (!isSame) rows.push({ text: changedText(writer, s, f) });
  else if (shift === undefined) rows.push({ kept: f });
  else rows.push({ text: blanks(Math.max(0, own + shift), style) + (file.texts[f] ?? "").trimStart() });
}

/** A row in place of another one, as deep as the answer has it: the first row of it may have been cut out. */
function changedText(writer: Writer, s: number, f: number): string {
  const { snippet, file } = writer.placement;
  if (!isCutFirst(snippet, s)) return newText(writer, s);
  return leadOf(file.texts[f] ?? "") + (snippet.texts[s] ?? "").trim();
}

/** The first row is often cut out without its indentation. */
function isCutFirst({ kinds }: Rows, s: number): boolean {
  return kinds.subarray(0, s).every((kind) => kind === rowKind.blank);
}

type Moved = { readonly moved: ReadonlyMap<number, number>; readonly unclear: number };

/**
 * The shared rows that the answer moved to another depth with reason: what stands before them is new and opens a block
 * around them or ends the one they were in, or was taken away and did.
 */
function movedRows(placement: Placement, gaps: readonly Gap[]): Moved {
  const { snippet } = placement;
  const removedAbove = new Map(gaps.filter((gap) => !gap.isKept).map((gap) => [gap.f[1], gap]));
  const moved = new Map<number, number>();
  let [unclear, before] = [0, -1];
  for (let s = 0; s < snippet.texts.length; s += 1) {
    if (countWritten(snippet, s, s + 1) === 0) continue;
    const shift = isCutFirst(snippet, s) ? 0 : shiftOf(placement, s);
    const hasReason =
      (before !== -1 && moved.get(before) === shift) ||
      (shift > 0 ? isDeepened : isLifted)(placement, s, before, removedAbove);
    if (shift !== 0 && hasReason) moved.set(s, shift);
    else if (shift !== 0) unclear += 1;
    before = s;
  }
  return { moved, unclear };
}

type ReasonToMove = (
  placement: Placement,
  s: number,
  before: number,
  removedAbove: ReadonlyMap<number, Gap>,
) => boolean;

const isDeepened: ReasonToMove = (placement, s, before, removedAbove) =>
  isWrapped(placement, s, before) || isTakenIn(placement, s, removedAbove);

const isLifted: ReasonToMove = (placement, s, before, removedAbove) =>
  isUnwrapped(placement, s, removedAbove) || isLetOut(placement, s) || isOpenedNoMore(placement, s, before);

/** By how many columns the answer has a shared row deeper than the file; 0 for rows that are not the same. */
function shiftOf(placement: Placement, s: number): number {
  if (!isSamePair(placement, s)) return 0;
  const { snippet, file, pairs, toFile } = placement;
  return toFile(snippet.indents[s] ?? 0) - (file.indents[pairs[s] ?? 0] ?? 0);
}

function isWrapped(placement: Placement, s: number, before: number): boolean {
  const { snippet, toFile } = placement;
  const isNew = before !== -1 && !isSamePair(placement, before);
  return isNew && toFile(snippet.indents[before] ?? 0) < toFile(snippet.indents[s] ?? 0);
}

function isUnwrapped(placement: Placement, s: number, removedAbove: ReadonlyMap<number, Gap>): boolean {
  const f = placement.pairs[s] ?? -1;
  const gone = removedAbove.get(f);
  return gone !== undefined && opensAbove(placement, gone, f);
}

/** Whether a block of the file ended right above a row, and ends there no more. */
function isTakenIn({ file, pairs }: Placement, s: number, removedAbove: ReadonlyMap<number, Gap>): boolean {
  const f = pairs[s] ?? -1;
  const above = writtenRow(file, f - 1, -1);
  const gone = removedAbove.get(f);
  if (gone === undefined || above < gone.f[0]) return false;
  return file.indents[above] === file.indents[f] && closedBy(file, above) !== -1;
}

/** Whether a block of the answer ends above a row, new ones perhaps in between, and did not end there in the file. */
function isLetOut({ snippet, file, pairs, toFile }: Placement, s: number): boolean {
  const own = snippet.indents[s] ?? 0;
  for (let row = s - 1; row >= 0 && pairs[row] === -1; row -= 1) {
    const opener = snippet.indents[row] === own ? closedBy(snippet, row) : -1;
    const f = pairs[opener] ?? -1;
    if (opener !== -1) return f === -1 || file.indents[f] === toFile(own);
  }
  return false;
}

/** Whether the row above another one opens its block in the file, and another row in its place opens none. */
function isOpenedNoMore({ snippet, file, pairs }: Placement, s: number, before: number): boolean {
  const [f, head] = [pairs[s] ?? -1, pairs[before] ?? -1];
  if (head === -1 || head !== writtenRow(file, f - 1, -1)) return false;
  const isOpener = !opensBlock(snippet.texts[before] ?? "") && opensBlock(file.texts[head] ?? "");
  return isOpener && snippet.indents[before] === snippet.indents[s];
}

function isSamePair({ snippet, file, pairs }: Placement, s: number): boolean {
  const f = pairs[s] ?? -1;
  return f !== -1 && snippet.keys[s] === file.keys[f];
}

/** Whether a block around a row begins in a gap above it: with whatever is less deep there. */
function opensAbove({ file }: Placement, { f: [from, to] }: Gap, f: number): boolean {
  const own = file.indents[f] ?? 0;
  return file.indents.subarray(from, to).some((indent) => indent !== -1 && indent < own);
}

function evidenceOf(placement: Placement, gaps: readonly Gap[]): ApplyEvidence {
  const { snippet, file, pairs } = placement;
  let [kept, changed, added, removed] = [0, 0, 0, 0];
  for (const [s, f] of pairs.entries()) {
    if (f === -1 || snippet.kinds[s] === rowKind.blank) continue;
    if (snippet.keys[s] === file.keys[f]) kept += 1;
    else changed += 1;
  }
  const written = (kind: number | undefined): boolean => kind === rowKind.slight || kind === rowKind.telling;
  for (const { s, f, isKept } of gaps) {
    added += snippet.kinds.subarray(s[0], s[1]).filter(written).length;
    if (!isKept) removed += file.kinds.subarray(f[0], f[1]).filter(written).length;
  }
  return { kept, changed, added, removed };
}
