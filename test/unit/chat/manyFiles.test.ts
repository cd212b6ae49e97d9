import assert from "node:assert/strict";
import { conversationWithFiles, guardedChat } from "../../support/guardedChat.ts";

describe("chat: a long conversation with files", () => {
  it("has each file judged once when it is opened, and once more when every verdict was forgotten", async () => {
    const chat = guardedChat(conversationWithFiles(200, 2));
    await chat.session.restore();
    await chat.settle();
    assert.equal(chat.judged(), 400);
    chat.guard.refresh();
    await chat.settle();
    assert.equal(chat.judged(), 800);
  });

  it("shows its whole state a few times, not once for each file", async () => {
    const chat = guardedChat(conversationWithFiles(200, 2));
    await chat.session.restore();
    await chat.settle();
    const states = chat.told.filter(({ type }) => type === "state").length;
    assert.ok(states < 20, `${states} times`);
  });
});
