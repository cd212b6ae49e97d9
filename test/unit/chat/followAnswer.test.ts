import assert from "node:assert/strict";
import type { StoredAnswer } from "../../../src/chat/conversation.ts";
import { followAnswer, type Waiting } from "../../../src/chat/followAnswer.ts";
import type { SendEvent } from "../../../src/sending/sendEvent.ts";
import { ollama, openaiCloud, routeTo } from "../../support/samples.ts";

const toCloud: SendEvent = { kind: "routed", route: routeTo({ provider: openaiCloud, model: "gpt-5-mini" }) };
const toDevice: SendEvent = {
  kind: "routed",
  route: routeTo({ provider: ollama, model: "qwen2.5-coder:7b" }),
};
const fellBack: SendEvent = {
  kind: "fellBack",
  server: openaiCloud,
  model: "gpt-5-mini",
  failure: { kind: "overloaded" },
};
const end: SendEvent = { kind: "end", reason: "stop", usage: {} };
const stopped: SendEvent = { kind: "failed", failure: { kind: "stopped" } };

describe("chat/followAnswer", () => {
  let nowMs: number;
  let seen: (Waiting | undefined)[];

  async function follow(...events: readonly SendEvent[]): Promise<StoredAnswer> {
    nowMs = 0;
    seen = [];
    async function* passing(): AsyncGenerator<SendEvent> {
      for (const event of events) {
        nowMs += 10;
        yield await Promise.resolve(event);
      }
    }
    const following = followAnswer(passing(), {
      clock: () => nowMs,
      onProgress: () => {
        seen.push(following.progress().waiting);
      },
      onRemoved: () => undefined,
    });
    return following.done;
  }

  it("says why another model answered, and which", async () => {
    const answer = await follow(toCloud, fellBack, toDevice, { kind: "text", text: "Yes." }, end);
    assert.deepEqual(
      [answer.outcome, answer.text, answer.provider, answer.instead],
      ["done", "Yes.", "ollama", "OpenAI is overloaded. This answer is from qwen2.5-coder:7b instead."],
    );
  });

  it("tells the failure of the first model when nobody answers", async () => {
    const answer = await follow(toCloud, fellBack, toDevice, toCloud, {
      kind: "failed",
      failure: { kind: "overloaded" },
    });
    assert.deepEqual(
      [answer.outcome, answer.model, answer.problem?.sentence, answer.instead],
      ["failed", "gpt-5-mini", "OpenAI is overloaded.", undefined],
    );
  });

  it("tells who else got the question when nobody answers", async () => {
    const answer = await follow(toCloud, fellBack, toDevice, toCloud, {
      kind: "failed",
      failure: { kind: "overloaded" },
      alsoSentTo: ["LM Studio"],
    });
    assert.equal(answer.problem?.sentence, "OpenAI is overloaded. LM Studio got it instead, and failed too.");
  });

  it("knows what is waited for, and since when, until the first word", async () => {
    await follow(toDevice, { kind: "sending" }, { kind: "loading" }, { kind: "text", text: "Yes." }, end);
    assert.deepEqual(seen, [
      undefined,
      { for: "word", sinceMs: 20 },
      { for: "load", sinceMs: 20 },
      undefined,
      undefined,
    ]);
  });

  it("says that the user's own server may go on with the prompt of a stopped answer", async () => {
    assert.equal((await follow(toDevice, { kind: "sending" }, stopped)).leftPrompt, true);
    assert.equal((await follow(toCloud, { kind: "sending" }, stopped)).leftPrompt, undefined);
    assert.equal((await follow(toDevice, stopped)).leftPrompt, undefined);
    const begun = await follow(toDevice, { kind: "sending" }, { kind: "text", text: "Ye" }, stopped);
    assert.deepEqual([begun.outcome, begun.leftPrompt], ["stopped", undefined]);
  });
});
