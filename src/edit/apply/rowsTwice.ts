import type { Placement } from "./alignment.ts";
import { isAttached } from "./definition.ts";
import type { Gap } from "./gaps.ts";
import { rowKind, type Rows } from "./rows.ts";

/** A row that stands more often in a file is not looked for. */
const mostLikes = 50;

/**
 * The rows of a file that stay though the answer has them elsewhere in the same block: kept by a placeholder, or around the
 * place (`to` excluded). Afterwards they would stand there twice, as hardly any row is meant to.
 */
export function rowsTwice(
  placement: Placement,
  gaps: readonly Gap[],
  [from, to]: readonly [number, number],
): readonly number[] {
  const { snippet, file, pairs } = placement;
  const likes = new Map<number, number[]>();
  for (const [s, f] of pairs.entries())
    if (snippet.keys[s] !== file.keys[f] && isOwn(snippet, s)) likes.set(snippet.keys[s] ?? 0, []);
  if (likes.size === 0) return [];
  for (const [f, key] of file.keys.entries()) likes.get(key)?.push(f);
  const paired = new Set(pairs);
  const kept = gaps.filter(({ isKept }) => isKept);
  const stays = (f: number): boolean =>
    !paired.has(f) && (f < from || f >= to || kept.some((gap) => f >= gap.f[0] && f < gap.f[1]));
  return [...pairs.keys()].flatMap((s) => {
    const rows = likes.get(snippet.keys[s] ?? 0) ?? [];
    return rows.length > mostLikes ? [] : rows.filter((f) => stays(f) && isInSameBlock(placement, s, f));
  });
}

/** Whether a row says something by itself: marks and remarks stand above many. */
function isOwn({ texts, kinds }: Rows, row: number): boolean {
  return kinds[row] === rowKind.telling && !isAttached(texts[row] ?? "");
}

/** Whether a row that both sides have stands in one block with a row of the answer and with one of the file. */
function isInSameBlock({ snippet, file, pairs, toFile }: Placement, s: number, f: number): boolean {
  if (toFile(snippet.indents[s] ?? 0) !== file.indents[f]) return false;
  const beside = new Set(siblings(file, f));
  return siblings(snippet, s).some((row) => {
    const other = pairs[row] ?? -1;
    return snippet.keys[row] === file.keys[other] && beside.has(other);
  });
}

/** The rows of a block that are as deep as one of them. */
function siblings({ indents }: Rows, row: number): readonly number[] {
  const depth = indents[row] ?? 0;
  const found: number[] = [];
  for (const step of [-1, 1])
    for (let at = row + step; at >= 0 && at < indents.length; at += step) {
      const own = indents[at] ?? -1;
      if (own !== -1 && own < depth) break;
      if (own === depth) found.push(at);
    }
  return found;
}
