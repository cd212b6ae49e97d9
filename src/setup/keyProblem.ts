import { say } from "../terms/words.ts";

/**
 * What is wrong with an API key as it was typed, as a sentence; `undefined` when it can be sent. White space around it does
 * not count, and nothing at all is no key, which is not wrong.
 */
export function keyProblem(typed: string): string | undefined {
  const key = typed.trim();
  if (/\s/.test(key)) return say("A key has no spaces or line breaks inside.");
  return /^[!-~]*$/.test(key) ? undefined : say("A key has plain letters, digits and signs only.");
}
