import { ApiError } from "../../../scripts/engine/apiError.ts";

/** What becomes of a prompt that is too long. */
export type Fitting = {
  readonly contextTokens: number;
  /** Tokens at its beginning that stay. */
  readonly keep: number;
  readonly tooLong: "cut" | "refuse";
};

/**
 * The prompt as the model gets it. What is too long is cut as newer Ollamas do: a few tokens at the beginning stay,
 * and of the rest only the last half context, so that other text is missing after every keystroke.
 */
export function fitPrompt(
  tokens: readonly string[],
  { contextTokens, keep, tooLong }: Fitting,
): readonly string[] {
  if (tokens.length < contextTokens) return tokens;
  if (tooLong === "refuse") throw new ApiError(400, "the input length exceeds the context length");
  const kept = Math.min(keep < 0 ? contextTokens : keep, contextTokens - 2);
  const length = contextTokens - Math.max(Math.floor((contextTokens - kept) / 2), 1);
  return [...tokens.slice(0, kept), ...tokens.slice(kept - length)];
}
