import assert from "node:assert/strict";
import { followAnswer } from "../../../src/chat/followAnswer.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import type { Destination } from "../../../src/terms/destination.ts";

const destination: Destination = {
  class: "device",
  origin: "http://127.0.0.1:11434",
  host: "127.0.0.1:11434",
  evidence: [],
  declared: false,
  mayForward: false,
};

describe("The time to the first token", () => {
  it("counts from sending, not from the question a person was asked before it", async () => {
    let now = 1000;
    async function* events(): AsyncGenerator<SendEvent> {
      now += 60_000; // The person reads the confirmation.
      yield await Promise.resolve({ kind: "opened", destination, record: "r", firstByteMs: 120 });
      now += 30;
      yield { kind: "text", text: "Because" };
    }
    const { firstTokenMs } = await followAnswer(events(), {
      clock: () => now,
      onProgress: () => undefined,
      onRemoved: () => undefined,
    }).done;
    assert.equal(firstTokenMs, 150);
  });

  it("counts to the first thought, when the model thinks before it answers, and keeps both apart", async () => {
    let now = 1000;
    async function* events(): AsyncGenerator<SendEvent> {
      yield await Promise.resolve({ kind: "opened", destination, record: "r", firstByteMs: 0 });
      for (const [kind, text] of [
        ["thinking", "Hm."],
        ["thinking", " So."],
        ["text", "Yes"],
        ["text", "."],
      ] as const) {
        now += 100;
        yield { kind, text };
      }
    }
    const options = { clock: () => now, onProgress: () => undefined, onRemoved: () => undefined };
    const { firstTokenMs, thinking, text } = await followAnswer(events(), options).done;
    assert.deepEqual([firstTokenMs, thinking, text], [100, "Hm. So.", "Yes."]);
  });
});
