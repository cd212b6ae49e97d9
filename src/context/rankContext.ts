import type { Lines } from "./codeFile.ts";
import { overlap } from "./codeFile.ts";
import { contextKinds, type ContextBlock } from "./contextBlock.ts";
import { estimateTokens } from "./estimateTokens.ts";

/** What was found for a position, each list with the best first. */
export type Found = Readonly<Record<ContextBlock["kind"], readonly ContextBlock[]>>;

/** Softens how much the first places of a list count (Cormack, Clarke and Büttcher, 2009: reciprocal rank fusion). */
const fusion = 60;
/** Share of the budget that recent edits may have. */
const editShare = 0.25;
/** Share of the budget that the editor's own complaints about the lines around may have. */
const diagnosticShare = 0.1;

function linesOf({ source }: ContextBlock): Lines {
  return source.lines ?? { first: 1, last: Infinity };
}

function isSamePlace(a: ContextBlock, b: ContextBlock): boolean {
  return a.source.uri === b.source.uri && overlap(linesOf(a), linesOf(b));
}

/** Definitions and similar code in one order: what both lists tell of comes before what only one does. */
function fused(lists: readonly (readonly ContextBlock[])[]): readonly ContextBlock[] {
  const scored = lists.flat().map((block) => {
    const ranks = lists.map((list) => list.findIndex((other) => isSamePlace(other, block)));
    const score = ranks.reduce((sum, rank) => (rank === -1 ? sum : sum + 1 / (fusion + rank)), 0);
    return { block, score };
  });
  return scored.toSorted((a, b) => b.score - a.score).map(({ block }) => block);
}

/** Whether a block tells nothing that another one does not tell already. */
function isTold(block: ContextBlock, by: readonly ContextBlock[]): boolean {
  return by.some((other) => other !== block && isSamePlace(other, block) && other.text.includes(block.text));
}

/** The blocks that find room, the better first; one that is too long leaves its room to the next. */
function fitting(blocks: readonly ContextBlock[], room: number): readonly ContextBlock[] {
  const kept: ContextBlock[] = [];
  const paths = new Set<string>();
  let left = room;
  for (const block of blocks) {
    const { path } = block.source;
    const tokens = estimateTokens(paths.has(path) ? block.text : `${path}\n${block.text}`);
    if (tokens > left || isTold(block, kept)) continue;
    kept.push(block);
    paths.add(path);
    left -= tokens;
  }
  return kept.filter((block) => !isTold(block, kept));
}

function byPlace(a: ContextBlock, b: ContextBlock): number {
  const kinds = contextKinds.indexOf(a.kind) - contextKinds.indexOf(b.kind);
  if (kinds !== 0) return kinds;
  if (a.source.path !== b.source.path) return a.source.path < b.source.path ? -1 : 1;
  return linesOf(a).first - linesOf(b).first;
}

/**
 * What fits into so many estimated tokens, paths included: recent edits up to a quarter of it, then diagnostics, and the
 * rest for definitions and similar code. Its order does not depend on what was found first: the most lasting kind comes
 * first, and within a kind it goes by path and line.
 */
export function rankContext(found: Found, tokens: number): readonly ContextBlock[] {
  const edits = fitting(found.edit, tokens * editShare);
  const fleeting = [...edits, ...fitting(found.diagnostic, tokens * diagnosticShare)];
  const left = fleeting.reduce(
    (room, block) => room - estimateTokens(`${block.source.path}\n${block.text}`),
    tokens,
  );
  return [...fitting(fused([found.definition, found.similar]), left), ...fleeting].toSorted(byPlace);
}
