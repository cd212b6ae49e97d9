import type { ComponentChild } from "preact";

/** A sentence with elements in place of its `{0}`, `{1}` …: `withElements(say("Written by {0}"), <b>…</b>)`. */
export function withElements(
  sentence: string,
  ...elements: readonly ComponentChild[]
): readonly ComponentChild[] {
  return sentence.split(/\{(\d+)\}/).map((piece, at) => (at % 2 === 0 ? piece : elements[Number(piece)]));
}
