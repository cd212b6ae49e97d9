import assert from "node:assert/strict";
import { apply, type Conversation, type ConversationEvent } from "../../../src/chat/conversation.ts";
import { chatByHand } from "../../support/chatByHand.ts";

const time = "2026-01-01T00:00:00.000Z";
const asked: ConversationEvent = {
  ...{ type: "asked", turn: "other", question: "And in the other window?" },
  ...{ attachments: [], time },
};
const answered: ConversationEvent = {
  ...{ type: "answered", turn: "other", time },
  answer: { text: "There.", outcome: "done", provider: "ollama", model: "m:1b" },
};

describe("a conversation that two windows have open", () => {
  let news: Conversation | undefined;
  /** What happens here while the file is read. */
  let happens: () => void;
  let chat: ReturnType<typeof chatByHand>;
  beforeEach(async () => {
    news = undefined;
    happens = () => undefined;
    chat = chatByHand({}, () => undefined, {
      news: () => {
        happens();
        return news;
      },
    });
    await chat.session.send("Why?");
  });

  /** What the other window makes of the conversation as it is here. */
  function elsewhere(...events: readonly ConversationEvent[]): void {
    news = events.reduce(apply, chat.session.current().conversation);
  }

  const shown = (): readonly string[] =>
    chat.state().turns.map(({ question, answer }) => `${question} ${answer.text}`);

  it("shows what the other one asked once it is answered, and goes on from there", async () => {
    elsewhere(asked);
    await chat.session.turns.catchUp();
    assert.deepEqual(shown(), ["Why? So."], "it is still being answered there");
    elsewhere(asked, answered);
    await chat.session.turns.catchUp();
    assert.deepEqual(shown(), ["Why? So.", "And in the other window? There."]);
    const { length } = chat.kept;
    await chat.session.send("Then?");
    const [next] = chat.kept.slice(length);
    assert.equal(next?.type === "asked" && next.after, "other");
  });

  it("is left as it is while an answer is made here, and when something happened meanwhile", async () => {
    elsewhere(asked, answered);
    const answering = chat.session.turns.regenerate(chat.state().turns[0]?.id ?? "");
    await chat.session.turns.catchUp();
    await answering;
    assert.deepEqual(shown(), ["Why? So."]);
    happens = () => {
      chat.session.mark({ type: "pinned", pinned: true, time });
    };
    await chat.session.turns.catchUp();
    assert.deepEqual([shown(), chat.kept.at(-1)?.type], [["Why? So."], "pinned"]);
    happens = () => undefined;
    await chat.session.turns.catchUp();
    assert.equal(shown().length, 2, "it is news again the next time");
  });
});
