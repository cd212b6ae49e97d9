/** How sure a model was of a line: log-probabilities of its tokens. */
export type Confidence = { readonly mean: number; readonly leastAtStart: number };

/** What is held back for being unlikely, and how much of it lately. */
export type Restraint = { readonly shown: number; readonly heldBack: number };

/** Starting values; see the research on showing less and being accepted more. */
const leastMean = -1;
const leastSingle = -2.5;
const tokensAtStart = 3;
/** However unsure a model is, this share of what it writes is shown. */
const leastShown = 0.6;
const lately = 50;

/** Sums up the log-probabilities of a line; `undefined` when the server told none. */
export function confidenceOf(logprobs: readonly number[]): Confidence | undefined {
  if (logprobs.length === 0) return undefined;
  const sum = logprobs.reduce((total, one) => total + one, 0);
  return { mean: sum / logprobs.length, leastAtStart: Math.min(...logprobs.slice(0, tokensAtStart)) };
}

/** Whether a line is likely enough to be shown. A model that is seldom sure is not silenced altogether. */
export function isSureEnough({ mean, leastAtStart }: Confidence, { shown, heldBack }: Restraint): boolean {
  const isSure = mean > leastMean && leastAtStart > leastSingle;
  return isSure || shown < leastShown * (shown + heldBack + 1);
}

/** Counts one more; old ones fade. */
export function withVerdict({ shown, heldBack }: Restraint, isShown: boolean): Restraint {
  const fade = shown + heldBack >= lately ? (lately - 1) / lately : 1;
  return { shown: shown * fade + (isShown ? 1 : 0), heldBack: heldBack * fade + (isShown ? 0 : 1) };
}
