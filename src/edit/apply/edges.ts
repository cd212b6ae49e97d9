import type { Place } from "./applyPlan.ts";
import { definitionOf, isAttached, isImport } from "./definition.ts";
import { alike, type Placement } from "./alignment.ts";
import { blockEnd, countWritten, rowKind, writtenRow, type Rows } from "./rows.ts";

/** Which rows of the file the answer stands for: from 0, the last excluded. */
export type Edges =
  | { readonly kind: "known"; readonly rows: readonly [from: number, to: number] }
  | { readonly kind: "open"; readonly places: readonly Place[] };

const fewRows = 2;

/** What is known of one end: the row it lies at, or the rows it may lie at, the likeliest first. */
type End = { readonly known: number } | { readonly either: readonly [number, number] };

/**
 * Where the place begins and ends. Where the answer's own first or last row is in the file there is no question; where new
 * rows stand before or behind all that it shares with the file, they may be an addition or replace what is there.
 */
export function edgesOf(placement: Placement): Edges {
  const [start, end] = [startOf(placement), endOf(placement)];
  if ("known" in start && "known" in end) return { kind: "known", rows: [start.known, end.known] };
  const starts = "known" in start ? [start.known] : start.either;
  const ends = "known" in end ? [end.known] : end.either;
  const places = starts.flatMap((from) =>
    ends.map((to): Place => ({ by: "replace", first: from + 1, last: to })),
  );
  return { kind: "open", places };
}

function startOf(placement: Placement): End {
  const { snippet, file, pairs } = placement;
  const firstPair = pairs.findIndex((pair) => pair !== -1);
  const at = pairs[firstPair] ?? 0;
  const above = writtenRow(file, at - 1, -1);
  if (above === -1 || countWritten(snippet, 0, firstPair) === 0) return { known: at };
  // What is new there stands above it already, as deep as it may.
  if (snippet.keys[writtenRow(snippet, 0, 1)] === file.keys[above]) return { either: [above, at] };
  if (depth(file, above) < depth(file, at)) return startInBlock(placement, firstPair, above);
  const added = isAddition(snippet, file, [0, firstPair]);
  if (added === "code") return { known: aboveAttached(file, at) };
  const goesOn = snippet.kinds.subarray(0, firstPair).includes(rowKind.marker) || isAttachedAt(file, above);
  return added === "remark" && !goesOn ? { known: at } : { either: [at, above] };
}

function isAttachedAt(file: Rows, row: number): boolean {
  return isAttached(file.texts[row] ?? "");
}

/** In columns; of what is not there -1. */
function depth({ indents }: Rows, row: number): number {
  return indents[row] ?? -1;
}

/** What stands above opens the block: the answer's first row is inside it, or opens it instead. */
function startInBlock(placement: Placement, firstPair: number, above: number): End {
  const { snippet, file, pairs, toFile } = placement;
  const at = pairs[firstPair] ?? 0;
  const own = toFile(snippet.indents[writtenRow(snippet, 0, 1)] ?? 0);
  const outer = file.indents[above] ?? 0;
  if (own > outer) return { known: at };
  const isOne = own === outer && countWritten(snippet, 0, firstPair) === 1;
  if (isOne && mayReplace(placement, above)) return { known: above };
  return { either: [at, above] };
}

/** Whether the answer's first row may be what another one opens its block with: both define something, or they are much alike. */
function mayReplace({ snippet, file, similarity }: Placement, above: number): boolean {
  const [own, other] = [snippet.texts[writtenRow(snippet, 0, 1)] ?? "", file.texts[above] ?? ""];
  const areDefinitions = definitionOf(own) !== undefined && definitionOf(other) !== undefined;
  return areDefinitions || similarity(own, other) >= alike;
}

function endOf(placement: Placement): End {
  const { snippet, file, pairs, toFile } = placement;
  const lastPair = pairs.findLastIndex((pair) => pair !== -1);
  const at = (pairs[lastPair] ?? 0) + 1;
  const tail = writtenRow(snippet, lastPair + 1, 1);
  if (tail === -1) return endOfShown(placement, lastPair, at);
  const below = writtenRow(file, at, 1);
  const [own, next] = [toFile(depth(snippet, tail)), depth(file, below)];
  if (next < own) return { known: at };
  const whole = restOfBlock(placement, lastPair);
  if (whole !== undefined && whole.to > at)
    return whole.isComplete ? { known: whole.to } : { either: [at, whole.to] };
  const added = isAddition(snippet, file, [lastPair + 1, snippet.texts.length]);
  return added === "code" && next <= own ? { known: at } : { either: [at, below + 1] };
}

/** Of a block of which all but a row or two is shown, these may have been taken away. */
function endOfShown(placement: Placement, lastPair: number, at: number): End {
  const { snippet, file, goesOn } = placement;
  const whole = goesOn ? undefined : restOfBlock(placement, lastPair);
  if (whole === undefined || whole.to <= at) return { known: at };
  const left = countWritten(file, at, whole.to);
  const isNearlyAll = left <= fewRows && countWritten(snippet, 0, snippet.texts.length) >= 2 * fewRows;
  return isNearlyAll ? { either: [at, whole.to] } : { known: at };
}

/**
 * Where the block ends that an answer shows from its head to its last row, when that lies beyond what it shares with the
 * file: it may be all of the block, or its beginning. All of it, if it ends as a body does or is about as long.
 */
function restOfBlock(
  { snippet, file, pairs }: Placement,
  lastPair: number,
): { readonly to: number; readonly isComplete: boolean } | undefined {
  const size = snippet.texts.length;
  const head = pairs.findIndex(
    (pair, row) =>
      pair !== -1 &&
      row <= lastPair &&
      snippet.kinds[row] === rowKind.telling &&
      blockEnd(snippet, row) >= size,
  );
  if (head === -1 || snippet.kinds.subarray(head).includes(rowKind.marker)) return undefined;
  const at = pairs[head] ?? 0;
  const to = blockEnd(file, at);
  const last = snippet.texts[writtenRow(snippet, size - 1, -1)] ?? "";
  const isEnded = /^\s*(?:return|raise|throw|panic!|yield)\b/.test(last);
  const isLong = countWritten(snippet, head, size) >= 0.6 * countWritten(file, at, to);
  return { to, isComplete: isEnded || isLong };
}

/** What new rows are by themselves: definitions or imports that the file does not have, only remarks, or `undefined`. */
function isAddition(
  snippet: Rows,
  file: Rows,
  [from, to]: readonly [number, number],
): "code" | "remark" | undefined {
  if (holdsKnown(snippet, file, [from, to])) return undefined;
  const rows = snippet.texts.slice(from, to).filter((text) => text.trim() !== "");
  const code = rows.findIndex((text) => !isAttached(text));
  if (code === -1) return isInRemark(rows[0]) ? undefined : "remark";
  const first = rows[code] ?? "";
  if (isImport(first))
    return rows.slice(code).every((row) => isImport(row) || isAttached(row)) ? "code" : undefined;
  const name = definitionOf(first);
  const head = snippet.texts.indexOf(first, from);
  if (name === undefined || blockEnd(snippet, head) > to) return undefined;
  const word = name.slice(name.indexOf(" ") + 1);
  const isDefined = file.texts.some((text) => text.includes(word) && definitionOf(text) === name);
  return isDefined ? undefined : "code";
}

/** Whether a row is the middle or the end of a remark: it begins above. */
function isInRemark(row = ""): boolean {
  return /^\s*\*/.test(row);
}

function holdsKnown(snippet: Rows, file: Rows, [from, to]: readonly [number, number]): boolean {
  const known = new Set(file.keys);
  return snippet.keys
    .subarray(from, to)
    .some((key, row) => snippet.kinds[from + row] === rowKind.telling && known.has(key));
}

/** Above the comments and decorators of a row: what is put before it goes before them. */
function aboveAttached(file: Rows, row: number): number {
  let at = row;
  while (at > 0 && file.kinds[at - 1] !== rowKind.blank && isAttached(file.texts[at - 1] ?? "")) at -= 1;
  return at;
}
