import { estimateTokenCount } from "tokenx";

/** A quick estimate of how many tokens a text is, for budgets and chips; servers report the real number afterwards. */
export function estimateTokens(text: string): number {
  return estimateTokenCount(text);
}
