import { createHash } from "node:crypto";

/**
 * A log-probability that is the same in every run: between -0.02 and -0.6 for tokens of a true answer, between -0.5 and
 * -3.5 for the others, so that a gate on it separates most of them, but not all.
 */
export function pseudoLogprob(isTrue: boolean, token: string, index: number): number {
  const chance = createHash("sha1").update(`${index} ${token}`).digest().readUInt32BE() / 2 ** 32;
  const logprob = isTrue ? -0.02 - 0.58 * chance : -0.5 - 3 * chance;
  return Number(logprob.toFixed(4));
}
