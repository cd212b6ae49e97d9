/** The order in which a model reads the two sides of the position, and the tokens around them. */
export type InfillLayout = {
  /**
   * Which side of the position the model reads first. `prefixFirst`: before, prefix, between, suffix, after, and what was
   * typed last. `suffixFirst`: before, suffix, between, prefix, after: what is typed grows the end of the prompt.
   */
  readonly order: "prefixFirst" | "suffixFirst";
  readonly before: string;
  readonly between: string;
  readonly after: string;
};

/** Reads a prompt with `{prefix}` and `{suffix}` in their places. */
export function layoutOf(prompt: string): InfillLayout {
  const [before = "", first, between = "", , after = ""] = prompt.split(/\{(prefix|suffix)\}/);
  return { order: first === "prefix" ? "prefixFirst" : "suffixFirst", before, between, after };
}
