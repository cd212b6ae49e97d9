import assert from "node:assert/strict";
import { evaluatedTokensHeader } from "../../scripts/engine/call.ts";
import { type ModelServer, startModelServer } from "../../bench/replay/modelServer.ts";
import { tokenize } from "../../bench/replay/server/tokenize.ts";
import { begin, exchange } from "../support/httpExchange.ts";
import { type SimulatedTime, simulatedTime } from "../support/simulatedTime.ts";

/**
 * The machine on which a real Ollama was measured: 1,150 tokens in 6.8 s, 61 tokens a second. It varied by 15 percent
 * between rows that mean the same, and so much is allowed here.
 */
const measured = { name: "L", prefillPerS: 1150 / 6.8, decodePerS: 61, roundTripMs: 0 } as const;
const tolerance = 0.15;

const model = "smollm2:135m";
const lines = Array.from({ length: 106 }, (_, index) => `const value${index} = compute(${index});`);
const long = lines.join("\n");
const tiny = "Hi";

type Timed = { readonly wallMs: number; readonly evalMs: number; readonly evaluated: number };

describe("the simulated server beside a real one", () => {
  let time: SimulatedTime;
  let server: ModelServer;

  const start = async (dropsAbandonedPrompts: boolean): Promise<void> => {
    const oracle = (): { text: string; isTrue: boolean } => ({ text: " a b c d e".repeat(20), isTrue: true });
    server = await startModelServer({ profile: measured, model, dropsAbandonedPrompts, oracle });
    await generate("");
  };
  const generate = async (prompt: string, options: object = {}, rest: object = {}): Promise<Timed> => {
    const body = {
      model,
      raw: true,
      prompt,
      options: { num_predict: 8, ...options },
      stream: false,
      ...rest,
    };
    const startedMs = time.now();
    const answer = await time.until(exchange(server.url, { path: "/api/generate", body }));
    assert.equal(answer.status, 200, answer.body);
    const { prompt_eval_duration: evalNs = 0 } = JSON.parse(answer.body) as { prompt_eval_duration?: number };
    const evaluated = Number(answer.headers[evaluatedTokensHeader.toLowerCase()]);
    return { wallMs: time.now() - startedMs, evalMs: evalNs / 1e6, evaluated };
  };
  /** Asks for text and leaves after so many milliseconds. */
  const leave = async (prompt: string, afterMs: number, num_predict = 8): Promise<void> => {
    const body = { model, raw: true, prompt, options: { num_predict } };
    const leaving = begin(server.url, { path: "/api/generate", body });
    leaving.response.then(
      (response) => response.resume(),
      () => undefined,
    );
    await time.pass(afterMs);
    leaving.leave();
    await time.pass(0);
  };

  beforeEach(async () => {
    time = simulatedTime();
    await start(false);
  });

  afterEach(async () => {
    time.end();
    await server.close();
  });

  it("counts about as many tokens as were measured with", () => {
    assert.ok(Math.abs(tokenize(long).length - 1150) < 60, `${tokenize(long).length} tokens`);
  });

  it("evaluates a cold prompt in 6.5 to 7.4 seconds", async () => {
    const { wallMs, evalMs, evaluated } = await generate(long);
    within(wallMs, 6500, 7400);
    within(evalMs, 6300, 6800);
    assert.equal(evaluated, tokenize(long).length);
  });

  it("answers the same prompt, grown by two tokens, in 0.22 seconds", async () => {
    await generate(long);
    const { wallMs, evalMs, evaluated } = await generate(`${long} x y`);
    within(wallMs, 220, 220);
    within(evalMs, 31, 31);
    assert.equal(evaluated, 2);
  });

  it("answers the same prompt again in 0.22 seconds, evaluating its last token", async () => {
    await generate(long);
    const { wallMs, evalMs, evaluated } = await generate(long);
    within(wallMs, 220, 220);
    assert.ok(evalMs < 31, `${evalMs} ms, where 18 were measured`);
    assert.equal(evaluated, 1);
  });

  it("evaluates everything again when the first line has changed", async () => {
    await generate(long);
    const { wallMs, evalMs } = await generate(long.replace("value0", "valuf0"));
    within(wallMs, 7250, 7250);
    within(evalMs, 7000, 7000);
  });

  it("evaluates everything again after a chat turn", async () => {
    await generate(long);
    const messages = [{ role: "user", content: "Hello" }];
    const chat = { model, messages, stream: false, options: { num_predict: 8 } };
    await time.until(exchange(server.url, { path: "/api/chat", body: chat }));
    const { wallMs, evalMs } = await generate(long);
    within(wallMs, 7670, 7670);
    within(evalMs, 7500, 7500);
  });

  it("starts anew for another context length, and again when it changes back", async () => {
    await generate(long);
    const other = await generate(long, { num_ctx: 2048 });
    within(other.wallMs, 8750, 8750);
    within(other.evalMs, 7800, 7800);
    within((await generate(long)).wallMs, 8750, 8750);
  });

  it("gives log-probabilities for nothing", async () => {
    await generate(long);
    const without = await generate(long, { num_predict: 64 });
    const told = await generate(long, { num_predict: 64 }, { logprobs: true });
    within(told.wallMs, 1150, 1150);
    assert.equal(told.wallMs, without.wallMs);
  });

  it("finishes a prompt whose client left after 150 ms before a tiny request gets its turn", async () => {
    await leave(long, 150);
    within((await generate(tiny, { num_predict: 1 })).wallMs, 6400, 6400);
    const [, abandoned] = server.requests;
    assert.equal(abandoned?.aborted, true);
    assert.equal(abandoned.wastedTokens, tokenize(long).length);
  });

  it("keeps an abandoned prompt for a request that extends it", async () => {
    await leave(long, 1500);
    const { wallMs, evalMs, evaluated } = await generate(`${long} x y`);
    within(wallMs, 5200, 5200);
    assert.ok(evalMs < 31, `${evalMs} ms, where 16 were measured`);
    assert.equal(evaluated, 2);
  });

  it("is free at once when the client leaves while tokens flow", async () => {
    await generate(long);
    await leave(long, 500, 64);
    within((await generate(tiny, { num_predict: 1 })).wallMs, 80, 110);
  });

  it("drops an abandoned prompt at the border of a batch after its next look where it is told to", async () => {
    await server.close();
    await start(true);
    await leave(long, 150);
    // It looks after one second; the first batch of 512 tokens ends after three.
    within((await generate(tiny, { num_predict: 1 })).wallMs, 3000, 3000);
    assert.equal(server.requests[1]?.evaluatedTokens, 512);
  });

  it("tells nothing of what was asked before everything was forgotten", async () => {
    await leave(long, 150);
    server.forget();
    await time.pass(10_000);
    assert.deepEqual(server.requests, []);
  });

  it("never begins a request whose client left while it waited", async () => {
    await leave(long, 150);
    await leave(`${long} x`, 150);
    await generate(tiny);
    const waited = server.requests.find(({ prompt }) => prompt.endsWith(" x"));
    assert.deepEqual([waited?.evaluatedTokens, waited?.slotMs, waited?.aborted], [0, 0, true]);
  });
});

function within(value: number, least: number, most: number): void {
  const isWithin = value >= least * (1 - tolerance) && value <= most * (1 + tolerance);
  assert.ok(isWithin, `${value} instead of ${least} to ${most}`);
}
