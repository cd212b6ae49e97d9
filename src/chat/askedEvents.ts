import type { Asking } from "./asking.ts";
import type { ConversationEvent } from "./conversation.ts";

/** What a conversation is told of a question that is asked now, as a turn of this id. */
export function askedEvents(
  turn: string,
  { text, after, attachments, leftOut = [] }: Asking,
  time: string,
): readonly ConversationEvent[] {
  return [
    { type: "asked", turn, question: text.trim(), after, attachments, time },
    ...(leftOut.length === 0 ? [] : [{ type: "removed", turn, uris: leftOut, time } as const]),
  ];
}
