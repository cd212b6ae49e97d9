import assert from "node:assert/strict";
import { setImmediate as settled } from "node:timers/promises";
import type { MentionRead } from "../../../src/chat/mentions.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { chatByHand } from "../../support/chatByHand.ts";
import { attachment } from "../../support/samples.ts";

describe("chips that are added while a question is prepared", () => {
  it("stand beside the next one, also those that are read only after it was asked", async () => {
    let judged: (verdict: PathVerdict) => void = () => undefined;
    const judging = new Promise<PathVerdict>((resolve) => (judged = resolve));
    let readLate: (read: MentionRead) => void = () => undefined;
    const late = new Promise<MentionRead>((resolve) => (readLate = resolve));
    const { session, orders, state } = chatByHand(
      {
        read: (id) =>
          id === "late.ts"
            ? late
            : Promise.resolve({ attachments: [attachment(id, id)], leftOut: `Not all of ${id}.` }),
      },
      () => undefined,
      { verdict: () => undefined, judge: () => judging },
    );
    await session.mentioning.read("sent.ts");
    const sending = session.send("Why?");
    await settled();
    await session.mentioning.read("next.ts");
    const reading = session.mentioning.read("late.ts");
    judged({ kind: "allowed" });
    await sending;
    assert.equal(state().composer.leftOut, "Not all of next.ts.");
    readLate({ attachments: [attachment("late.ts", "late")] });
    await reading;
    assert.deepEqual(
      orders[0]?.files.map(({ path }) => path),
      ["sent.ts"],
    );
    assert.deepEqual(
      state().chips.map(({ label }) => label),
      ["next.ts", "late.ts"],
    );
  });
});
