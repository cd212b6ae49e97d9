/** Estimated tokens for each part of a completion prompt. */
export type PromptBudget = {
  /** The document before the position, without its pinned head. */
  readonly prefixTokens: number;
  readonly suffixTokens: number;
  /** Code from elsewhere. */
  readonly contextTokens: number;
};

/** What a budget depends on. */
export type BudgetFacts = {
  /** What the model is loaded with, in tokens. */
  readonly contextTokens: number;
  /** Estimated tokens of the longest prompt that the server may take; absent: it has refused none. */
  readonly mostPromptTokens?: number | undefined;
  /** Longest answer, in tokens. */
  readonly answerTokens: number;
  /** Tokens of a prompt that the server reads per second, as measured; `undefined` before the first measurement. */
  readonly prefillPerS: number | undefined;
  /** Whether a new line makes the server read the suffix again: it stands behind what was typed before. */
  readonly rereadsSuffix: boolean;
  /** Whether the model takes a suffix at all. */
  readonly fillsIn: boolean;
  /** Whether the machine should be spared. */
  readonly eco: boolean;
};

/** Characters of code per token, about; a server's own count comes too late to cut by. */
export const charactersPerToken = 3.3;

/** Nobody waits longer than a second or two for a prompt that the server has never seen. */
const tiers: readonly (readonly [belowPerS: number, tokens: number])[] = [
  [200, 512],
  [900, 1024],
  [2500, 2048],
  [Number.POSITIVE_INFINITY, 4096],
];
const spared = 512;
/** Before anything is measured: a laptop. */
const assumedPerS = 600;
const shares = { prefix: 0.45, suffix: 0.15, context: 0.4 } as const;
/** What may be read again for every new line, in seconds. */
const rereadS = 0.16;
const leastSuffix = 48;
const leastTotal = 128;
/** The document's first lines, which are pinned before the prefix, in tokens. */
export const headTokens = 120;
/** Kept free beside the answer: estimates err. */
const margin = 64;

/**
 * What a prompt may be made of. It changes in a few large steps only: a budget that moves with every measurement would
 * move the window, and everything behind it would be read again.
 */
export function promptBudget(facts: BudgetFacts): PromptBudget {
  const perS = facts.prefillPerS ?? assumedPerS;
  const affordable = facts.eco ? spared : (tiers.find(([below]) => perS < below)?.[1] ?? spared);
  const readable = facts.contextTokens - facts.answerTokens - margin;
  const room = Math.min(readable, facts.mostPromptTokens ?? readable) - headTokens;
  const total = Math.max(leastTotal, Math.min(affordable, room));
  const suffix = facts.fillsIn ? Math.round(total * shares.suffix) : 0;
  const cheapSuffix = Math.max(leastSuffix, Math.round(tierSpeed(perS) * rereadS));
  const suffixTokens = facts.rereadsSuffix ? Math.min(suffix, cheapSuffix) : suffix;
  const prefixShare = facts.fillsIn ? shares.prefix : shares.prefix + shares.suffix;
  return {
    prefixTokens: Math.round(total * prefixShare),
    suffixTokens,
    contextTokens: Math.round(total * shares.context),
  };
}

/** A speed of the tier that one is in: the same for all of them. */
function tierSpeed(perS: number): number {
  const speeds = [100, assumedPerS, 1500, 4000];
  return speeds[tiers.findIndex(([below]) => perS < below)] ?? assumedPerS;
}
