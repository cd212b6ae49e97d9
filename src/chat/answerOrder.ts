import { chatDraft } from "../prompt/chatDraft.ts";
import { turnFiles } from "../prompt/chatTurn.ts";
import type { Order } from "../sending/order.ts";
import { turnsAsked, withoutRemoved } from "./chatTurns.ts";
import { rulesThen, type Conversation } from "./conversation.ts";

/** What the session adds to an order: how far it may go, and what becomes of a yes that comes too late. */
export type AnswerWish = Pick<Order, "onDevice" | "noFartherThan" | "onLateYes">;

/** The order for an answer to a turn: the conversation up to it, with every file that is in it. */
export function answerOrder(conversation: Conversation, turn: string, wish: AnswerWish): Order {
  const turns = turnsAsked(conversation, turn);
  return {
    ...wish,
    task: "chat",
    trigger: "person",
    conversation: conversation.id,
    files: turns.flatMap(turnFiles),
    rulesThen: rulesThen(conversation),
    draft: (route, { withheld, removed }) => chatDraft(withoutRemoved(turns, removed), route, withheld),
  };
}
