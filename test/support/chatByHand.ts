/** A chat session without editor, servers and disk: what it kept, what it ordered, and what its view would show. */
import assert from "node:assert/strict";
import { err, ok } from "../../src/base/result.ts";
import { ChatSession } from "../../src/chat/chatSession.ts";
import type { Conversation, ConversationEvent } from "../../src/chat/conversation.ts";
import type { Mentions } from "../../src/chat/mentions.ts";
import type { Attachment } from "../../src/context/attachment.ts";
import type { ChatEditor } from "../../src/chat/chatPorts.ts";
import type { Route } from "../../src/routing/route.ts";
import type { ChatViewState, ToView } from "../../src/protocol/messages.ts";
import type { Order } from "../../src/sending/order.ts";
import { editorWith, noMentions, noReviews, noInstructions } from "./noRules.ts";
import { destination, routeTo } from "./samples.ts";

/** What the path rules know and say, the project's instructions, where questions go, and the conversation of before. */
type ByHand = Partial<Pick<ChatEditor, "verdict" | "judge"> & typeof noInstructions> & {
  readonly route?: Route;
  readonly latest?: Conversation;
  /** What another window made of the conversation meanwhile. */
  readonly news?: () => Conversation | undefined;
};

/** Opens a chat in which every question is answered at once; a test says what can be mentioned and what is active. */
export function chatByHand(
  mentions: Partial<Mentions> = {},
  active: () => Attachment | undefined = () => undefined,
  {
    verdict = () => ({ kind: "allowed" }),
    judge,
    route = routeTo(),
    latest,
    news = () => undefined,
    ...instructions
  }: ByHand = {},
) {
  const kept: ConversationEvent[] = [];
  const orders: Order[] = [];
  const told: ToView[] = [];
  let ids = 0;
  const session = new ChatSession({
    sending: {
      outlook: () => ok({ route, destination: destination() }),
      send: async function* (order) {
        orders.push(order);
        yield* await Promise.resolve([
          { kind: "routed", route } as const,
          { kind: "text", text: "So." } as const,
          { kind: "end", reason: "stop", usage: {} } as const,
        ]);
      },
    },
    store: {
      latest: () => Promise.resolve(latest && { conversation: latest, unreadable: 0, newer: false }),
      open: () => Promise.resolve(err("gone")),
      begin: () => undefined,
      news: (_id, take) => {
        const conversation = news();
        if (conversation !== undefined) take({ conversation, unreadable: 0, newer: false });
        return Promise.resolve();
      },
      append: (_id, event) => kept.push(event),
      grow: () => undefined,
    },
    editor: { ...editorWith(active), verdict, ...(judge && { judge }) },
    ...noInstructions,
    ...instructions,
    known: () => ({ kind: "unasked" }),
    newId: () => `id${(ids += 1)}`,
    now: () => "2026-01-01T00:00:00.000Z",
    clock: () => 0,
    mentions: { ...noMentions, ...mentions },
    reviews: noReviews,
    nextFrame: () => ({ dispose: () => undefined }),
  });
  let last: ChatViewState | undefined;
  session.onDidChange((message) => {
    told.push(message);
    if (message.type === "state") last = message.state;
    else if (message.type === "composer" && last !== undefined) last = { ...last, ...message.part };
  });
  session.appear();
  return { session, kept, orders, told, state: () => last ?? assert.fail("nothing is shown") };
}
