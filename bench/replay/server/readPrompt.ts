import { allMarkers, type Family } from "./families.ts";

/** What a model makes of a prompt. */
export type ReadPrompt =
  /** It is to write between these; for a plain prompt `after` is empty. */
  | { readonly kind: "continue"; readonly before: string; readonly after: string }
  /** Markers are missing, misplaced or another family's: the model talks instead. */
  | { readonly kind: "talk" };

const talk = { kind: "talk" } as const;

/** Reads a raw prompt as a model of that family does; text before its first marker is context. */
export function readPrompt(family: Family | undefined, prompt: string): ReadPrompt {
  if (family === undefined)
    return hasMarkers(prompt) ? talk : { kind: "continue", before: prompt, after: "" };
  const parts = split(prompt, family);
  if (parts === undefined || parts.some(hasMarkers)) return talk;
  const [, first, second, last] = parts;
  return family.order === "prefixFirst"
    ? { kind: "continue", before: first + last, after: second }
    : { kind: "continue", before: second + last, after: first };
}

/** Context, what stands behind each of the markers, in the order of the family's; undefined when one is not there. */
function split(
  prompt: string,
  { before, between, after }: Family,
): [string, string, string, string] | undefined {
  const beginAt = prompt.indexOf(before);
  const betweenAt = prompt.indexOf(between, beginAt + before.length);
  const afterAt = after === "" ? prompt.length : prompt.indexOf(after, betweenAt + between.length);
  if (beginAt < 0 || betweenAt < 0 || afterAt < 0) return undefined;
  return [
    prompt.slice(0, beginAt),
    prompt.slice(beginAt + before.length, betweenAt),
    prompt.slice(betweenAt + between.length, afterAt),
    prompt.slice(afterAt + after.length),
  ];
}

function hasMarkers(text: string): boolean {
  return allMarkers.some((marker) => text.includes(marker));
}
