import type { Token } from "./llamaRuntime.ts";

/** No character is longer than four bytes: after three more tokens a broken one will not become whole. */
const heldTokens = 3;

/**
 * Puts characters together that the model wrote as several tokens: the function it returns takes one token and gives
 * the text that is whole with it, or nothing while a character is incomplete. `detokenize` turns tokens into text and
 * an incomplete character at its end into U+FFFD, as node-llama-cpp does.
 */
export function textAssembler(detokenize: (tokens: readonly Token[]) => string): (token: Token) => string {
  let pending: Token[] = [];
  let given = 0;
  let stuck = 0;
  return (token) => {
    pending.push(token);
    const text = detokenize(pending);
    const whole = text.replace(/\uFFFD+$/u, "");
    const fresh = whole.slice(given);
    stuck = fresh === "" ? stuck + 1 : 0;
    if (whole.length < text.length && stuck <= heldTokens) {
      given = whole.length;
      return fresh;
    }
    const rest = text.slice(given);
    [pending, given, stuck] = [[], 0, 0];
    return rest;
  };
}
