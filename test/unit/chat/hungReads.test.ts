import assert from "node:assert/strict";
import { setImmediate as settled } from "node:timers/promises";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { attachment } from "../../support/samples.ts";

/** As a file on a mount that is gone, or a language server that does not answer. */
const hung = new Promise<never>(() => undefined);

describe("what is read and never comes", () => {
  it("keeps no question of the next conversation waiting", async () => {
    const { session, orders } = chatByHand({ read: () => hung });
    void session.mentioning.read("gone.ts");
    session.startNew();
    await session.send("Why?");
    assert.equal(orders.length, 1);
  });

  it("is not taken when it comes after all", async () => {
    let read: (read: MentionRead) => void = () => undefined;
    const late = new Promise<MentionRead>((resolve) => (read = resolve));
    const { session, state } = chatByHand({ read: () => late });
    const reading = session.mentioning.read("late.ts");
    session.startNew();
    await reading;
    read({ attachments: [attachment("late.ts", "late")] });
    await settled();
    assert.deepEqual(state().chips, []);
  });

  it("lets an answer that it is prepared by be stopped at once", async () => {
    const { session, state, orders } = chatByHand({
      read: () => Promise.resolve({ attachments: [], findsCode: true }),
      findCode: () => hung,
    });
    await session.mentioning.read("codebase");
    const sending = session.send("Where?");
    await settled();
    assert.equal(state().busy, true);
    session.stop();
    await sending;
    assert.deepEqual(
      [state().busy, state().turns.at(-1)?.answer.status, orders.length],
      [false, "stopped", 0],
    );
  });
});
