import type { Draft, DraftContent, Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** One question with instructions of our own before it; `maxTokens` is the longest answer. */
export type Instructed = Pick<Required<DraftContent>, "task" | "maxTokens"> & {
  readonly instructions: string;
  readonly user: readonly Part[];
};

/** A draft that asks one thing, outside any conversation. */
export function instructedDraft({ task, instructions, user, maxTokens }: Instructed): Draft {
  return makeDraft({
    task,
    messages: [
      { role: "system", parts: [{ text: instructions, source: { kind: "instructions" } }] },
      { role: "user", parts: user },
    ],
    stop: [],
    maxTokens,
  });
}
