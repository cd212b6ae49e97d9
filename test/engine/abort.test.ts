import assert from "node:assert/strict";
import { once } from "node:events";
import { evaluatedTokensHeader } from "../../scripts/engine/call.ts";
import type { LoggedRequest } from "../../scripts/engine/requestLog.ts";
import { type RunningEngine, startEngine } from "../../scripts/engine/startEngine.ts";
import { begin, exchange } from "../support/httpExchange.ts";
import {
  type ServerUnderTest,
  serverUnderTest,
  startTimeoutMs,
  testsAnotherServer,
} from "../support/serverUnderTest.ts";

const tiny = { raw: true, stream: false, prompt: "1, 2, 3,", options: { num_predict: 2 } };
const lines = Array.from({ length: 64 }, (_, index) => `const value${index} = compute(${index});`);
const longPrompt = lines.join("\n");
/** A format that no token ends, so that only leaving or `num_predict` does. */
const endless = { type: "array", minItems: 1000, items: { type: "number" } };

describe("a server whose client goes away while tokens flow", () => {
  let server: ServerUnderTest;

  before(async function () {
    this.timeout(startTimeoutMs);
    server = await serverUnderTest();
  });

  it("is free for the next request", async () => {
    const { model, url, engine } = server;
    const options = { num_predict: 3000, num_ctx: 4096 };
    const body = { model, prompt: "Count.", options, format: endless };
    const leaving = begin(url, { path: "/api/generate", body });
    const response = await leaving.response;
    await once(response, "data");
    leaving.leave();

    const next = await exchange(url, { path: "/api/generate", body: { model, ...tiny } });
    assert.equal(next.status, 200);
    assert.equal((JSON.parse(next.body) as { eval_count: number }).eval_count, 2);
    if (engine === undefined) return;
    const [left, after] = (await engine.requests()).slice(-2);
    assert.deepEqual([left?.clientGone, left?.status, left?.path], [true, 200, "/api/generate"]);
    assert.deepEqual([after?.clientGone, after?.status], [false, 200]);
    // A line of this stream has more than 90 bytes: far fewer than the 3000 tokens asked for were written.
    assert.ok(left !== undefined && left.bytesOut < 1000 * 90, `${left?.bytesOut} bytes`);
  });
});

if (!testsAnotherServer) {
  describe("the development engine whose client leaves before the first token", () => {
    let server: ServerUnderTest;
    let finishing: RunningEngine;

    before(async function () {
      this.timeout(startTimeoutMs);
      server = await serverUnderTest();
      finishing = await startEngine({ finishAbandonedPrefill: true, say: () => undefined });
    });

    after(async () => {
      await finishing.stop();
    });

    it("stops between two pieces of the prompt", async () => {
      const { left, tokens } = await leaveDuringPrefill(server);
      assert.deepEqual([left.clientGone, left.status], [true, 499]);
      assert.ok(
        (left.evaluatedTokens ?? 0) < tokens - 128,
        `${left.evaluatedTokens} of ${tokens} tokens evaluated`,
      );
    });

    it("finishes the prompt and keeps it where it should behave as the real server does", async () => {
      const { left, tokens, evaluatedAgain } = await leaveDuringPrefill({ ...finishing, engine: finishing });
      assert.deepEqual([left.clientGone, left.status], [true, 499]);
      assert.ok(
        (left.evaluatedTokens ?? 0) >= tokens - 1,
        `${left.evaluatedTokens} of ${tokens} tokens evaluated`,
      );
      assert.equal(evaluatedAgain, 1);
    });

    it("stops generating also when nothing has been sent yet", async () => {
      const { url, model } = server;
      const path = "/api/generate";
      await exchange(url, { path, body: { model, keep_alive: 0 } });
      // One token of prompt: generating begins as soon as the model is loaded.
      const body = {
        model,
        raw: true,
        stream: false,
        prompt: "1",
        format: endless,
        options: { num_predict: 4000 },
      };
      const leaving = begin(url, { path, body });
      leaving.response.catch(() => undefined);
      await untilLoaded(url);
      leaving.leave();
      assert.equal((await exchange(url, { path, body: { model, ...tiny } })).status, 200);
      const [left, after] = (await engineOf(server).requests()).slice(-2);
      assert.deepEqual([left?.clientGone, left?.status, left?.bytesOut], [true, 499, 0]);
      assert.equal(after?.clientGone, false);
    });

    it("does not begin a request whose client left while it waited", async () => {
      const { url, model } = server;
      const body = { model, prompt: "Count.", format: endless, options: { num_predict: 60 } };
      const busy = await begin(url, { path: "/api/generate", body }).response;
      await once(busy, "data");
      const waiting = begin(url, { path: "/api/generate", body: { model, prompt: longPrompt } });
      waiting.response.catch(() => undefined);
      const queued = begin(url, { path: "/api/version" });
      // The answer proves that the engine has read what was sent before it.
      (await queued.response).resume();
      waiting.leave();
      busy.resume();
      await once(busy, "end");
      await exchange(url, { path: "/api/generate", body: { model, ...tiny } });
      const left = (await engineOf(server).requests()).findLast(({ clientGone }) => clientGone);
      assert.deepEqual([left?.status, left?.evaluatedTokens, left?.path], [499, null, "/api/generate"]);
    });
  });
}

function engineOf({ engine }: ServerUnderTest): RunningEngine {
  assert.ok(engine !== undefined);
  return engine;
}

/** Sends a prompt of some 700 tokens to a cold engine and leaves when the model has just been loaded. */
async function leaveDuringPrefill(
  server: ServerUnderTest,
): Promise<{ left: LoggedRequest; tokens: number; evaluatedAgain: number }> {
  const { url, model } = server;
  const path = "/api/generate";
  const body = { model, raw: true, stream: false, prompt: longPrompt, options: { num_predict: 1 } };
  await exchange(url, { path, body: { model, keep_alive: 0 } });
  const leaving = begin(url, { path, body });
  leaving.response.catch(() => undefined);
  await untilLoaded(url);
  leaving.leave();
  await exchange(url, { path: "/api/chat", body: { model, messages: [] } });
  const left = (await engineOf(server).requests()).findLast(({ clientGone }) => clientGone);
  assert.ok(left !== undefined);
  const again = await exchange(url, { path, body });
  const { prompt_eval_count: tokens } = JSON.parse(again.body) as { prompt_eval_count: number };
  return { left, tokens, evaluatedAgain: Number(again.headers[evaluatedTokensHeader.toLowerCase()]) };
}

async function untilLoaded(url: string): Promise<void> {
  let loaded = false;
  while (!loaded) {
    const { body } = await exchange(url, { path: "/api/ps" });
    loaded = (JSON.parse(body) as { models: unknown[] }).models.length > 0;
  }
}
