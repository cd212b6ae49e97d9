import type { Attachment } from "../context/attachment.ts";
import type { ChatTurn } from "./chatTurn.ts";
import type { Part } from "./draft.ts";

/** Whether a text beside a question speaks to the model itself, in place of words of the person's. */
export function isPrompt({ use }: Pick<Attachment, "use">): boolean {
  return use === "prompt";
}

/** What a model is asked in a turn: what its command means, then its prompts, then the person's own words. */
export function spokenParts(
  { instruction, question }: Pick<ChatTurn, "instruction" | "question">,
  prompts: readonly Attachment[],
): readonly Part[] {
  const told: readonly Part[] = [
    ...(instruction === undefined ? [] : [{ text: instruction, source: { kind: "instructions" } as const }]),
    ...prompts.map(({ text, source }) => ({ text, source })),
  ];
  if (question === "" && told.length > 0) return told;
  return [
    ...told.flatMap((part): readonly Part[] => [part, { text: "\n\n", source: part.source, isFrame: true }]),
    { text: question, source: { kind: "question" } },
  ];
}
