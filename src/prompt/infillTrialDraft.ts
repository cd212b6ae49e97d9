import type { InfillFormat } from "../models/infill.ts";
import type { TrialItem } from "../models/infillTrial.ts";
import type { Draft } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** Longest answer to a trial, in tokens: the name that is missing, and what betrays a layout that does not fit. */
const mostTokens = 16;

/** What a trial of filling in sends: a model's own tokens and a few lines of Drawbridge's, and nothing of the user's. */
export function infillTrialDraft({ prefix, suffix }: TrialItem, format: InfillFormat): Draft {
  const { order, before, between, after, stop } = format;
  const [first, second] = order === "prefixFirst" ? [prefix, suffix] : [suffix, prefix];
  const text = [before, first, between, second, after].join("");
  return makeDraft({
    task: "completion",
    messages: [{ role: "raw", parts: [{ text, source: { kind: "instructions" } }] }],
    stop,
    maxTokens: mostTokens,
  });
}
