import type { Attachment } from "../context/attachment.ts";
import { chatDraft } from "../prompt/chatDraft.ts";
import { turnFiles } from "../prompt/chatTurn.ts";
import { ruleParts } from "../prompt/ruleParts.ts";
import { fileOf, sourceKey } from "../terms/source.ts";
import type { Order } from "../sending/order.ts";
import { turnsAsked, withoutRemoved } from "./chatTurns.ts";
import { rulesThen, type Conversation } from "./conversation.ts";

/**
 * What the session adds to an order: how far it may go, what becomes of a yes that comes too late, and the rules of the
 * project that go along.
 */
export type AnswerWish = Pick<Order, "onDevice" | "noFartherThan" | "onLateYes"> & {
  readonly rules?: readonly Attachment[];
};

/** The order for an answer to a turn: the conversation up to it, with every file that is in it. */
export function answerOrder(
  conversation: Conversation,
  turn: string,
  { rules = [], ...wish }: AnswerWish,
): Order {
  const turns = turnsAsked(conversation, turn);
  return {
    ...wish,
    task: "chat",
    trigger: "person",
    conversation: conversation.id,
    files: [...turns.flatMap(turnFiles), ...rules.flatMap(({ source }) => fileOf(source) ?? [])],
    rulesThen: rulesThen(conversation),
    draft: (route, { withheld, removed }) => {
      const kept = rules.filter(({ source }) => !removed.has(sourceKey(source)));
      return chatDraft(withoutRemoved(turns, removed), route, withheld, { rules: ruleParts(kept) });
    },
  };
}
