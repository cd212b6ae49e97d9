import type { Attachment } from "../context/attachment.ts";
import { chatDraft } from "../prompt/chatDraft.ts";
import { turnFiles } from "../prompt/chatTurn.ts";
import { ruleParts } from "../prompt/ruleParts.ts";
import { fileOf, sourceKey } from "../terms/source.ts";
import type { Order } from "../sending/order.ts";
import { turnsAsked, turnsGoingOn, withoutRemoved } from "./chatTurns.ts";
import { rulesThen, type Conversation } from "./conversation.ts";

/**
 * What the session adds to an order: how far it may go, what becomes of a yes that comes too late, and the rules of the
 * project that go along.
 */
export type AnswerWish = Pick<
  Order,
  "model" | "onDevice" | "noFartherThan" | "onLateYes" | "noStandIn" | "onlyModel"
> & {
  /** The answer that the turn shows is to go on where it ended. */
  readonly goesOn?: true;
  readonly rules?: readonly Attachment[];
};

/** The order for an answer to the last turn of the path shown: the conversation up to it, with every file that is in it. */
export function answerOrder(conversation: Conversation, turn: string, wish: AnswerWish): Order {
  const { goesOn, rules = [], ...order } = wish;
  const turns = goesOn ? turnsGoingOn(conversation) : turnsAsked(conversation, turn);
  return {
    ...order,
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
