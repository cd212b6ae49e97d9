import assert from "node:assert/strict";
import { setImmediate as settled } from "node:timers/promises";
import { messageText } from "../../../src/prompt/draft.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { noLimits } from "../../support/noRules.ts";
import { attachment, routeTo } from "../../support/samples.ts";

const code = attachment("code.ts", "code to explain");

describe("a question about code that a command asks", () => {
  /** A chat with a chip of the person's own beside the next question, and a file that is active. */
  async function begin(judge?: () => Promise<PathVerdict>) {
    const chat = chatByHand(
      { read: (id) => Promise.resolve({ attachments: [attachment(id, `text of ${id}`)] }) },
      () => attachment("active.ts", "what is active"),
      { ...(judge && { judge, verdict: () => undefined }) },
    );
    await chat.session.mentioning.read("mine.ts");
    const labels = (): readonly string[] => chat.state().chips.map(({ label }) => label);
    const drafts = (): number => chat.told.filter(({ type }) => type === "restoreDraft").length;
    return { ...chat, labels, drafts };
  }

  it("goes with its own source alone, and leaves chips and draft where they are", async () => {
    const { session, orders, labels, drafts } = await begin();
    const before = labels();
    assert.equal(await session.askAbout("/explain", { attachments: [code] }), undefined);
    const [order] = orders;
    assert.deepEqual(
      order?.files.map(({ path }) => path),
      ["code.ts"],
    );
    const draft = order.draft(routeTo(), noLimits);
    const sent = draft.messages.map(messageText).join("\n");
    assert.match(sent, /code to explain/);
    assert.doesNotMatch(sent, /text of mine|what is active/);
    assert.deepEqual([labels(), drafts()], [before, 0]);
    assert.ok(before.includes("mine.ts"));
  });

  it("says what of its source was left out", async () => {
    const { session, state } = await begin();
    await session.askAbout("/tests", { attachments: [code], leftOut: "code.ts is long." });
    assert.equal(state().composer.leftOut, "code.ts is long.");
  });

  it("waits for no answer of another question: it is not asked, and says why", async () => {
    let judged: (verdict: PathVerdict) => void = () => undefined;
    const judging = new Promise<PathVerdict>((resolve) => (judged = resolve));
    const { session, orders, drafts } = await begin(() => judging);
    const sending = session.send("Why?");
    await settled();
    const why = await session.askAbout("/explain", { attachments: [code] });
    assert.match(why ?? "", /^An answer is still being made\./);
    judged({ kind: "allowed" });
    await sending;
    assert.deepEqual([orders.length, drafts()], [1, 0]);
  });

  it("gives nothing back into the message box when it is stopped before it was asked", async () => {
    const { session, orders, drafts, labels } = await begin(() => new Promise(() => undefined));
    const before = labels();
    const asking = session.askAbout("/explain", { attachments: [code] });
    await settled();
    session.stop();
    await asking;
    assert.deepEqual([orders.length, drafts(), labels()], [0, 0, before]);
  });
});
