import assert from "node:assert/strict";
import { mock } from "node:test";
import { createEmitter } from "../../../src/base/event.ts";
import { DoorError, doorFailureOf, type DoorFailure } from "../../../src/egress/doorFailure.ts";
import { createLifeline, type Lifeline } from "../../../src/egress/lifeline.ts";
import { clearErrand } from "../../../src/gate/clear.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import { errandWire } from "../../../src/gate/errandWire.ts";
import type { Policy } from "../../../src/gate/policy.ts";
import { sha256 } from "../../../src/gate/sha256.ts";
import type { Errand } from "../../../src/terms/errand.ts";
import { clearedRequest } from "../../support/clearedRequest.ts";
import { collect, evidence, ollama, pieces, policy } from "../../support/samples.ts";

function errandRequest(errand: Errand = { kind: "list" }): ClearedRequest {
  const wire = errandWire(errand, "ollama", ollama.url);
  const cleared = clearErrand({
    errand,
    provider: ollama,
    evidence: evidence(),
    policy: policy(),
    consent: { bodySha256: sha256(wire?.body ?? new Uint8Array()), origin: "http://127.0.0.1:11434" },
  });
  assert.ok(cleared?.ok);
  return cleared.value;
}

describe("egress/lifeline", () => {
  let changed: ReturnType<typeof createEmitter<Policy>>;
  let caller: AbortController;
  let life: Lifeline;

  function begin(cleared = clearedRequest()): void {
    const watch = { current: () => policy(), onDidChange: changed.event };
    life = createLifeline(cleared, caller.signal, watch);
  }

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    changed = createEmitter();
    caller = new AbortController();
    begin();
  });
  afterEach(() => {
    life.dispose();
    mock.timers.reset();
  });

  const stopped: DoorFailure = { kind: "stopped" };
  const cut: DoorFailure = { kind: "cut", code: "ECONNRESET" };

  it("leaves a failure as it is while nothing has ended the request", () => {
    assert.deepEqual([life.explain(cut), life.explain(stopped)], [cut, stopped]);
    assert.equal(life.signal.aborted, false);
  });

  it("ends at the caller's stop", () => {
    caller.abort();
    assert.equal(life.signal.aborted, true);
    assert.deepEqual(
      [cut, stopped, { kind: "unreachable" as const, code: "X" }].map((failure) => life.explain(failure)),
      [stopped, stopped, stopped],
    );
  });

  it("ends when the policy has another epoch, and not when only its content is new", () => {
    changed.fire(policy({ confirmed: new Set(["x"]) }));
    assert.equal(life.signal.aborted, false);
    changed.fire(policy({ epoch: 1 }));
    assert.equal(life.signal.aborted, true);
    assert.deepEqual([life.explain(cut), life.explain(stopped)], [{ kind: "revoked" }, { kind: "revoked" }]);
  });

  it("does not explain away what is worse than an end", () => {
    changed.fire(policy({ epoch: 1 }));
    const worse: readonly DoorFailure[] = [
      { kind: "redirected", to: "x" },
      { kind: "peerMismatch", address: "x" },
      { kind: "tooLarge" },
    ];
    assert.deepEqual(
      worse.map((failure) => life.explain(failure)),
      worse,
    );
  });

  it("gives a task five minutes for its first byte", () => {
    mock.timers.tick(299_999);
    assert.equal(life.signal.aborted, false);
    mock.timers.tick(1);
    assert.deepEqual(life.explain(stopped), { kind: "timeout", step: "firstByte" });
  });

  it("gives an errand ten seconds", () => {
    life.dispose();
    begin(errandRequest());
    mock.timers.tick(9_999);
    assert.equal(life.signal.aborted, false);
    mock.timers.tick(1);
    assert.deepEqual(life.explain(stopped), { kind: "timeout", step: "firstByte" });
  });

  it("gives an errand fifteen seconds for everything, however much has come of its answer", () => {
    life.dispose();
    begin(errandRequest());
    mock.timers.tick(9_000);
    life.arrived();
    mock.timers.tick(5_999);
    assert.equal(life.signal.aborted, false);
    mock.timers.tick(1);
    assert.deepEqual(life.explain(cut), { kind: "timeout", step: "whole" });
  });

  it("gives a pull two minutes to begin, and then as long as its model is large", () => {
    life.dispose();
    begin(errandRequest({ kind: "pull", model: "m" }));
    mock.timers.tick(119_999);
    assert.equal(life.signal.aborted, false);
    life.arrived();
    mock.timers.tick(24 * 3_600_000);
    assert.equal(life.signal.aborted, false);
    life.dispose();
    begin(errandRequest({ kind: "pull", model: "m" }));
    mock.timers.tick(120_000);
    assert.deepEqual(life.explain(stopped), { kind: "timeout", step: "firstByte" });
  });

  it("gives a server ten minutes to take a model into its memory", () => {
    life.dispose();
    begin(errandRequest({ kind: "load", model: "m", contextTokens: 4096 }));
    mock.timers.tick(599_999);
    assert.equal(life.signal.aborted, false);
    mock.timers.tick(1);
    assert.deepEqual(life.explain(stopped), { kind: "timeout", step: "firstByte" });
  });

  it("forgets an errand that is over", () => {
    life.dispose();
    begin(errandRequest());
    life.dispose();
    mock.timers.tick(3_600_000);
    assert.equal(life.signal.aborted, false);
  });

  it("waits as long as it takes once the answer has begun", () => {
    life.arrived();
    mock.timers.tick(3_600_000);
    assert.equal(life.signal.aborted, false);
  });

  it("hears of nothing once it is over", () => {
    life.dispose();
    mock.timers.tick(3_600_000);
    changed.fire(policy({ epoch: 1 }));
    assert.equal(life.signal.aborted, false);
  });

  it("explains how a body ended, and leaves bugs alone", async () => {
    async function* broken(error: Error): AsyncGenerator<Uint8Array> {
      yield* pieces("a");
      throw error;
    }
    changed.fire(policy({ epoch: 1 }));
    const ending = await collect(life.explained(broken(new DoorError(cut)))).catch((error: unknown) =>
      doorFailureOf(error),
    );
    assert.deepEqual(ending, { kind: "revoked" });
    await assert.rejects(collect(life.explained(broken(new TypeError("a bug")))), TypeError);
    assert.equal(Buffer.concat(await collect(life.explained(pieces("a", "b")))).toString(), "ab");
  });
});
