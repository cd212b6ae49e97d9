import type { Oracle } from "../modelServer.ts";
import type { ReadPrompt } from "./readPrompt.ts";
import { tokenize } from "./tokenize.ts";

/** What ends an answer before the model does. */
export type Limits = { readonly stop: readonly string[]; readonly tokens: number };

/** An answer in tokens; `length` when it was cut by the number of them. */
export type Told = {
  readonly tokens: readonly string[];
  readonly doneReason: "stop" | "length";
  readonly isTrue: boolean;
};

/** What an instructed model says to a prompt that it cannot read. */
const prose =
  "Sure, I can help with that. Could you tell me a little more about what this code should do? " +
  "Here is a general outline:\n\n```\n// your code\n```\n\nLet me know which part you would like me to complete.";

/** What the model says to a prompt, up to the first text in `stop`. */
export function tell(oracle: Oracle, read: ReadPrompt, { stop, tokens: limit }: Limits): Told {
  const { text, isTrue } = read.kind === "continue" ? oracle(read) : { text: prose, isTrue: false };
  const ends = stop.filter((end) => end !== "").map((end) => text.indexOf(end));
  const end = Math.min(text.length, ...ends.filter((at) => at >= 0));
  const tokens = tokenize(text.slice(0, end));
  return tokens.length < limit
    ? { tokens, doneReason: "stop", isTrue }
    : { tokens: tokens.slice(0, limit), doneReason: "length", isTrue };
}
