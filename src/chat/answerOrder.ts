import { chatDraft } from "../prompt/chatDraft.ts";
import { turnFiles } from "../prompt/chatTurn.ts";
import type { Order } from "../sending/order.ts";
import { turnsAsked, turnsGoingOn, withoutRemoved } from "./chatTurns.ts";
import { rulesThen, type Conversation } from "./conversation.ts";

/** What the session adds to an order: how far it may go, and what becomes of a yes that comes too late. */
export type AnswerWish = Pick<Order, "model" | "onDevice" | "noFartherThan" | "onLateYes" | "noStandIn"> & {
  /** The answer that the turn shows is to go on where it ended. */
  readonly goesOn?: true;
};

/** The order for an answer to the last turn of the path shown: the conversation up to it, with every file that is in it. */
export function answerOrder(conversation: Conversation, turn: string, wish: AnswerWish): Order {
  const { goesOn, ...order } = wish;
  const turns = goesOn ? turnsGoingOn(conversation) : turnsAsked(conversation, turn);
  return {
    ...order,
    task: "chat",
    trigger: "person",
    conversation: conversation.id,
    files: turns.flatMap(turnFiles),
    rulesThen: rulesThen(conversation),
    draft: (route, { withheld, removed }) => chatDraft(withoutRemoved(turns, removed), route, withheld),
  };
}
