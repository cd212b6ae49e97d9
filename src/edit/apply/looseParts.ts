import type { Placement } from "./alignment.ts";
import { closesShared } from "./strayPairs.ts";
import { countWritten, rowKind, writtenRow } from "./rows.ts";

/** Rows of the answer between two markers, or a marker and an end; the last excluded. */
type Part = readonly [from: number, to: number];

/**
 * Whether an answer has, beside a marker, a part that the file could have in more than one of the places left for it: none of its
 * rows that are the same stands there only once.
 */
export function hasLoosePart(placement: Placement): boolean {
  const parts = partsOf(placement);
  return parts.length > 1 && parts.some((_, index) => isLoose(placement, parts, index));
}

function partsOf({ snippet }: Placement): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let row = 0; row <= snippet.texts.length; row += 1) {
    if (row < snippet.texts.length && snippet.kinds[row] !== rowKind.marker) continue;
    if (row > from) parts.push([from, row]);
    from = row + 1;
  }
  return parts;
}

function isLoose(placement: Placement, parts: readonly Part[], index: number): boolean {
  const { snippet, file, pairs, isNamesake } = placement;
  const [from, to] = parts[index] ?? [0, 0];
  const paired = [...pairs.subarray(from, to).entries()]
    .map(([row, f]) => ({ s: row + from, f }))
    .filter(({ s, f }) => f !== -1 && snippet.kinds[s] === rowKind.telling);
  const isBetween = index > 0 && index < parts.length - 1;
  if (paired.length === 0) return isBetween && countWritten(snippet, from, to) > 0;
  const low = lastPair(placement, parts[index - 1]) ?? -1;
  const high = beginOf(placement, parts[index + 1]) ?? closedAt(placement, [from, to]) ?? file.texts.length;
  return !paired.some(({ s, f }) => {
    // Right beside what is held there is only this place.
    if (writtenRow(file, f + 1, 1) === high || (low !== -1 && writtenRow(file, f - 1, -1) === low))
      return true;
    const isSame = snippet.keys[s] === file.keys[f];
    if (!isSame && !isNamesake(s, f)) return false;
    const isLike = (row: number): boolean => (isSame ? file.keys[row] === file.keys[f] : isNamesake(s, row));
    return !file.keys.subarray(low + 1, high).some((_, row) => low + 1 + row !== f && isLike(low + 1 + row));
  });
}

function lastPair({ pairs }: Placement, part: Part | undefined): number | undefined {
  return part === undefined ? undefined : pairs.subarray(...part).findLast((f) => f !== -1);
}

/** Where a part begins in the file; a `}` tells it only if it ends what the same row begins on either side. */
function beginOf(placement: Placement, part: Part | undefined): number | undefined {
  const { snippet, pairs } = placement;
  if (part === undefined) return undefined;
  const row = pairs.subarray(...part).findIndex((f, index) => {
    const s = part[0] + index;
    return f !== -1 && (snippet.kinds[s] !== rowKind.slight || closesShared(placement, s, f));
  });
  return row === -1 ? undefined : pairs[part[0] + row];
}

/** The row at which the file closes what the answer closes with its last row. */
function closedAt(placement: Placement, [, to]: Part): number | undefined {
  const f = placement.pairs[to - 1] ?? -1;
  const isCloser = placement.snippet.kinds[to - 1] === rowKind.slight && f !== -1;
  return isCloser && closesShared(placement, to - 1, f) ? f : undefined;
}
