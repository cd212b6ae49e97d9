import assert from "node:assert/strict";
import { mergeStatistics } from "../../../src/completion/statistics.ts";
import { readStatistics, writeStatistics } from "../../../src/completion/statisticsFile.ts";
import { accepted, answered, ignored, kept, shown, statisticsOf } from "./statisticsSamples.ts";

const events = [
  answered(),
  answered({ aborted: true }),
  answered({ languageId: "go" }),
  shown(),
  shown({ withoutRequest: true }),
  accepted(),
  accepted({ characters: 4, all: false, how: "typed" }),
  ignored(),
  kept(1),
  kept(0.5),
];

describe("completion/statistics", () => {
  it("counts by model and language what became of requests and suggestions", () => {
    const [typescript, go, ...others] = statisticsOf(...events);
    assert.deepEqual(others, []);
    assert.deepEqual([go?.languageId, go?.requests, go?.shown], ["go", 1, 0]);
    assert.ok(typescript !== undefined);
    const { firstText, wait, ...numbers } = typescript;
    assert.deepEqual(numbers, {
      ...{ model: "qwen2.5-coder:1.5b", languageId: "typescript" },
      ...{ requests: 2, aborted: 1, shown: 2, withoutRequest: 1 },
      ...{ accepted: 2, characters: 14, looks: 2, kept: 1.5 },
      ...{ measured: 2, promptTokens: 800, evaluatedTokens: 16 },
    });
    const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
    assert.deepEqual([total(firstText), total(wait)], [2, 2]);
  });

  it("leaves a request out of what is measured when the server did not tell its tokens", () => {
    const unknown = { kind: "answered", model: "m", languageId: "go", aborted: true } as const;
    const [tally] = statisticsOf(unknown);
    assert.deepEqual([tally?.requests, tally?.measured, tally?.firstText], [1, 0, []]);
  });

  it("adds up to the same, in whichever windows it was counted", () => {
    const whole = statisticsOf(...events);
    for (let cut = 0; cut <= events.length; cut += 1) {
      const parts = [statisticsOf(...events.slice(0, cut)), statisticsOf(...events.slice(cut))];
      assert.deepEqual(mergeStatistics(parts), whole);
    }
    assert.deepEqual(mergeStatistics([]), []);
  });

  it("reads what it has written, and nothing else", () => {
    const whole = statisticsOf(...events);
    assert.deepEqual(readStatistics(writeStatistics(whole)), whole);
    const [first] = whole;
    for (const text of [
      ...["", "{", "null", "[]", '{"version":2,"tallies":[]}'],
      JSON.stringify({ version: 1, tallies: [{ ...first, shown: -1 }] }),
      JSON.stringify({ version: 1, tallies: [{ ...first, wait: "fast" }] }),
      JSON.stringify({ version: 1, tallies: [{ model: "m", languageId: "go" }] }),
    ])
      assert.equal(readStatistics(text), undefined, text);
  });
});
