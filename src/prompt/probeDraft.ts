import type { Draft } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** Longest answer to a trial, in tokens: enough to measure a speed, and over soon. */
const mostTokens = 32;

/** What a trial of a provider sends: a few words of Drawbridge's own, and nothing of the user's. */
export function probeDraft(): Draft {
  const text = "Count from one to ten in words.";
  return makeDraft({
    task: "chat",
    messages: [{ role: "user", parts: [{ text, source: { kind: "instructions" } }] }],
    stop: [],
    maxTokens: mostTokens,
  });
}
