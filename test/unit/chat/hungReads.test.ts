import assert from "node:assert/strict";
import { setImmediate as settled } from "node:timers/promises";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { fileOf } from "../../../src/terms/source.ts";
import { noInstructions } from "../../support/noRules.ts";
import { pictureFile } from "../../support/pictures.ts";
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

  it("keeps no question from being given back, which can then be asked without it", async () => {
    const picture = pictureFile("a.png");
    const { session, state, told, orders } = chatByHand({
      read: (id) => (id === "gone.ts" ? hung : Promise.resolve({ attachments: [picture] })),
    });
    await session.mentioning.read("a.png");
    void session.mentioning.read("gone.ts");
    const sending = session.send("Why?");
    assert.equal(state().composer.preparing, true);
    session.stop();
    await sending;
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Why?" });
    assert.deepEqual(
      [state().composer.preparing, state().composer.leftOut, state().chips.length, state().turns],
      [undefined, "What was still being read when you stopped was left out. Add it again.", 1, []],
    );
    await session.send("Why?");
    assert.deepEqual(orders[0]?.files, [fileOf(picture.source)]);
  });

  for (const [what, parts] of Object.entries({
    "path rules": { verdict: () => undefined, judge: () => hung },
    "the project's rules": { rules: { ...noInstructions.rules, follow: () => hung } },
    "a prompt": { prompts: { ...noInstructions.prompts, read: () => hung } },
  }))
    it(`keeps no question from being given back that waits for ${what}`, async () => {
      const { session, told, kept } = chatByHand({}, () => attachment("sum.ts", "sum"), parts);
      const sending = session.send("/joins orders");
      await settled();
      session.stop();
      await sending;
      assert.deepEqual([told.at(-1), kept], [{ type: "restoreDraft", text: "/joins orders" }, []]);
    });

  it("has nothing asked when the window closes", async () => {
    const { session, kept } = chatByHand({ read: () => hung });
    void session.mentioning.read("gone.ts");
    const sending = session.send("Why?");
    session.dispose();
    await sending;
    assert.deepEqual(kept, []);
  });

  it("has a second question given back at once, and so an edited one", async () => {
    const { session, told, state, kept } = chatByHand({ read: () => hung });
    await session.send("Why?");
    const { length } = kept;
    void session.mentioning.read("gone.ts");
    void session.send("And this?");
    await session.send("Or that?");
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Or that?" });
    const { id: turn = "" } = state().turns[0] ?? {};
    await session.turns.edit(turn, "Why not?");
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Why not?", turn });
    assert.equal(kept.length, length);
  });

  it("gives a question back whose preparation breaks", async () => {
    const { session, told } = chatByHand({}, () => attachment("sum.ts", "sum"), {
      verdict: () => undefined,
      judge: () => Promise.reject(new Error("a bug")),
    });
    await assert.rejects(session.send("Why?"), /a bug/);
    assert.deepEqual(told.at(-1), { type: "restoreDraft", text: "Why?" });
  });

  it("keeps nobody from searching for something else", async () => {
    const { session } = chatByHand({ suggest: (query) => (query === "a" ? hung : Promise.resolve([])) });
    const before = session.mentioning.find("a");
    assert.deepEqual(await session.mentioning.find("ab"), []);
    assert.equal(await before, undefined);
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
