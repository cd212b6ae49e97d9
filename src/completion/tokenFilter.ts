import { begunToken, findToken } from "./specialTokens.ts";

/** Lets through what stands before the end of an answer. */
export type TokenFilter = {
  /** The text that is free to go on after the next piece. */
  readonly push: (piece: string) => string;
  /** What is held back because it may be the beginning of a special token. */
  readonly held: () => string;
  /** Whether a special token has ended the answer. */
  readonly hasEnded: () => boolean;
};

/**
 * Takes special tokens out of an answer that arrives in pieces, also those that are split between two pieces. One before
 * any text is passed over; the first one after ends the answer.
 */
export function createTokenFilter(stop: readonly string[]): TokenFilter {
  let held = "";
  let [hasText, hasEnded] = [false, false];
  return {
    push: (piece) => {
      let text = hasEnded ? "" : held + piece;
      let free = "";
      for (let found = findToken(text, stop); found !== undefined; found = findToken(text, stop)) {
        const before = text.slice(0, found.index);
        hasText ||= before.trim() !== "";
        hasEnded = hasText;
        free += hasText ? before : "";
        text = hasEnded ? "" : text.slice(found.index + found.length);
      }
      const begun = begunToken(text, stop);
      held = text.slice(text.length - begun);
      free += text.slice(0, text.length - begun);
      hasText ||= free.trim() !== "";
      return free;
    },
    held: () => held,
    hasEnded: () => hasEnded,
  };
}
