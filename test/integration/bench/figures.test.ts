import assert from "node:assert/strict";
import { bootstrap } from "../../../bench/replay/figures/bootstrap.ts";
import { digest } from "../../../bench/replay/figures/digest.ts";
import { figures } from "../../../bench/replay/figures/figures.ts";
import { measurements, ratios } from "../../../bench/replay/figures/measurements.ts";
import type { SessionRecord } from "../../../bench/replay/job.ts";
import type { Observation } from "../../../bench/replay/observation.ts";

type Request = SessionRecord["requests"][number];

function request(changes: Partial<Request> = {}): Request {
  return {
    path: "/api/generate",
    startedMs: 0,
    endedMs: 100,
    promptTokens: 100,
    evaluatedTokens: 10,
    answerTokens: 5,
    aborted: false,
    wastedTokens: 0,
    slotMs: 100,
    ...changes,
  };
}

function session(observations: readonly Observation[], requests: readonly Request[] = []): SessionRecord {
  return {
    scenario: "s",
    subject: "",
    profile: "M",
    seed: 1,
    observations,
    requests,
    keysAlone: 10,
    messages: 0,
    laps: [],
    longestBlockMs: 0,
    impatient: 0,
  };
}

const key = (atMs: number): Observation => ({ kind: "key", atMs });
const answer = (changedMs: number, atMs: number, askedMs = changedMs + 50): Observation => ({
  kind: "answer",
  what: "shown",
  changedMs,
  askedMs,
  atMs,
});
const accept = (atMs: number, goesOn = true): Observation => ({
  kind: "accept",
  atMs,
  characters: 12,
  whole: true,
  goesOn,
});

function figure(name: string, ...records: readonly SessionRecord[]): number | undefined {
  return figures[name]?.of(records.map(digest));
}

describe("the figures of a replay", () => {
  it("tell what the server evaluated of the prompts it was sent", () => {
    const record = session(
      [key(0), key(1)],
      [request(), request({ promptTokens: 300, evaluatedTokens: 30 })],
    );
    assert.equal(figure("prefillPerRequest", record), 20);
    assert.equal(figure("prefillPer100Keys", record), 2000);
    assert.equal(figure("reuse", record), 90);
    assert.equal(figure("requestsPer100Keys", record), 100);
  });

  it("count what nobody waited for any more", () => {
    const record = session([key(0)], [request({ aborted: true, wastedTokens: 40, slotMs: 250 }), request()]);
    assert.equal(figure("aborted", record), 50);
    assert.equal(figure("wastedPer100Keys", record), 4000);
    assert.equal(figure("abandonedSlotPer100Keys", record), 25_000);
  });

  it("take a suggestion for cached when it came at once, or while nothing was under way", () => {
    const asked = request({ startedMs: 1000, endedMs: 1400 });
    const record = session([answer(900, 1300), answer(1050, 1100), answer(2000, 2300)], [asked]);
    assert.deepEqual(digest(record).askedMs, [400]);
    assert.deepEqual(digest(record).cachedMs, [50, 300]);
    assert.equal(Math.round(figure("cacheHits", record) ?? 0), 67);
  });

  it("look only at suggestions taken where there was more to type for what came next at once", () => {
    const record = session([
      accept(100),
      answer(100, 150),
      accept(200),
      answer(300, 350),
      accept(400, false),
    ]);
    assert.deepEqual(digest(record).afterAcceptMs, [50, 150]);
    assert.equal(figure("speculativeHits", record), 50);
  });

  it("compare the keys with those that it takes alone", () => {
    assert.equal(figure("keysSaved", session([key(0), key(1), key(2), key(3), key(4)])), 50);
  });

  it("say nothing where there is nothing to say", () => {
    assert.equal(figure("ttgtP50", session([key(0)])), undefined);
    const prefix = { prefix: "replay.M", withBudgets: true, withIntervals: false };
    assert.equal("replay.M.ttgtP50" in measurements([digest(session([key(0)]))], prefix), false);
  });

  it("are judged by what they may be at most, or must be at least", () => {
    const record = digest(session([key(0)], [request({ evaluatedTokens: 1 })]));
    const told = measurements([record], { prefix: "replay.M", withBudgets: true, withIntervals: false });
    assert.deepEqual(told["replay.M.reuse"], { value: 99, unit: "%", budget: 98, ok: true });
    assert.deepEqual(told["replay.M.prefillPerRequest"], { value: 1, unit: "tokens", budget: 12, ok: true });
  });

  it("stand in proportion to the same ones of others", () => {
    const [own, other] = [
      { "replay.M.a": { value: 1, unit: "ms" } },
      { "replay.M.b.a": { value: 4, unit: "ms" } },
    ];
    const prefixes = { of: "replay.M", to: "replay.M.b", name: "replay.M.ratio" };
    assert.deepEqual(ratios(own, other, prefixes), { "replay.M.ratio.a": { value: 0.25, unit: "times" } });
  });
});

describe("the interval of a figure", () => {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;

  it("holds the figure, and is the same every time", () => {
    const values = Array.from({ length: 30 }, (_, index) => index);
    const [low, high] = bootstrap(values, mean) ?? [0, 0];
    assert.ok(low < 14.5 && 14.5 < high);
    assert.ok(low > 10 && high < 19, `${low} to ${high}`);
    assert.deepEqual(bootstrap(values, mean), [low, high]);
  });

  it("is not told of a single session", () => {
    assert.equal(bootstrap([1], mean), undefined);
  });
});
