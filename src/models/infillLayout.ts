import type { InfillFormat } from "./infill.ts";

/** Reads a prompt with `{prefix}` and `{suffix}` in their places. */
export function layoutOf(prompt: string): Pick<InfillFormat, "order" | "before" | "between" | "after"> {
  const [before = "", first, between = "", , after = ""] = prompt.split(/\{(prefix|suffix)\}/);
  return { order: first === "prefix" ? "prefixFirst" : "suffixFirst", before, between, after };
}
