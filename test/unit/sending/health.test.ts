import assert from "node:assert/strict";
import { Health } from "../../../src/sending/health.ts";
import { openaiCloud, ollama } from "../../support/samples.ts";

const gone = { kind: "unreachable", code: "ECONNREFUSED" } as const;

describe("sending/health", () => {
  let nowMs: number;
  let health: Health;

  beforeEach(() => {
    nowMs = 0;
    health = new Health(() => nowMs);
  });

  it("forgives one failure", () => {
    health.failed(openaiCloud, gone, "chat");
    assert.equal(health.restsFor(openaiCloud), undefined);
  });

  it("lets a server rest after a second failure, for a growing pause, and tells why", () => {
    health.failed(openaiCloud, gone, "chat");
    health.failed(openaiCloud, gone, "chat");
    assert.deepEqual(health.restsFor(openaiCloud), gone);
    nowMs = 4_999;
    assert.deepEqual(health.restsFor(openaiCloud), gone);
    nowMs = 5_000;
    assert.equal(health.restsFor(openaiCloud), undefined);
    health.failed(openaiCloud, gone, "chat");
    nowMs += 14_999;
    assert.deepEqual(health.restsFor(openaiCloud), gone);
    nowMs += 1;
    assert.equal(health.restsFor(openaiCloud), undefined);
  });

  for (const [what, retryAfterS, restMs] of [
    ["waits as long as a server asks, at once", 60, 60_000],
    ["waits no longer than the longest pause, whatever a server asks", 86_400, 300_000],
  ] as const) {
    it(what, () => {
      health.failed(openaiCloud, { kind: "quota", retryAfterS }, "chat");
      nowMs = restMs - 1;
      assert.equal(health.restsFor(openaiCloud)?.kind, "quota");
      nowMs = restMs;
      assert.equal(health.restsFor(openaiCloud), undefined);
    });
  }

  it("begins anew after an answer", () => {
    health.failed(openaiCloud, gone, "chat");
    health.answered(openaiCloud);
    health.failed(openaiCloud, gone, "chat");
    assert.equal(health.restsFor(openaiCloud), undefined);
  });

  for (const failure of [
    { kind: "unauthorized" },
    { kind: "contextTooLong" },
    { kind: "stopped" },
    { kind: "serverError", status: 400, message: "" },
  ] as const) {
    it(`does not blame a server for "${failure.kind}"`, () => {
      for (let time = 0; time < 3; time += 1) health.failed(openaiCloud, failure, "chat");
      assert.equal(health.restsFor(openaiCloud), undefined);
    });
  }

  it("does not blame a server for a text that it could not embed, but for not being there", () => {
    for (const failure of [{ kind: "serverError", status: 500, message: "" }, { kind: "malformed" }] as const)
      for (let time = 0; time < 3; time += 1) health.failed(ollama, failure, "embed");
    assert.equal(health.restsFor(ollama), undefined);
    for (let time = 0; time < 2; time += 1) health.failed(ollama, gone, "embed");
    assert.deepEqual(health.restsFor(ollama), gone);
  });

  it("blames one server only, and forgets when told", () => {
    for (const provider of [openaiCloud, openaiCloud, ollama, ollama]) health.failed(provider, gone, "chat");
    health.forget(ollama);
    assert.deepEqual([health.restsFor(ollama), health.restsFor(openaiCloud)], [undefined, gone]);
    health.forget();
    assert.equal(health.restsFor(openaiCloud), undefined);
  });
});
