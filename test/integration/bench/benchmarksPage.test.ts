import assert from "node:assert/strict";
import { benchmarksPage } from "../../../scripts/benchmarksPage.ts";

const about = {
  date: "2026-01-02T03:04:05Z",
  machine: "2 × test",
  node: "v24",
  drawbridge: "0.1.0",
  full: true,
};

describe("the page of benchmarks", () => {
  const page = benchmarksPage(about, {
    "gate.decisionP95": { value: 1.2345, unit: "ms", budget: 5, ok: true },
    "replay.M.reuse": { value: 99.123, unit: "%", budget: 98, ok: true, interval: [98.5, 99.6] },
    "replay.M.stale": { value: 2, unit: "items", budget: 0, ok: false },
    "replay.M.baseline.reuse": { value: 12, unit: "%" },
    "replay.simulation.impatient": { value: 0, unit: "times" },
  });

  it("says on what, with what and when it was measured", () => {
    assert.match(page, /Measured on 2026-01-02 with Drawbridge 0\.1\.0, Node v24, on 2 × test\./);
  });

  it("has a column for everybody, with intervals and what became of the budget", () => {
    assert.match(page, /\| figure \| unit \| Drawbridge \| baseline \| budget \|/);
    assert.match(page, /\| reuse \| % \| 99\.1 \(98\.5–99\.6\) \| 12 \| 98, kept \|/);
    assert.match(page, /\| stale \| items \| 2 \| – \| 0, missed \|/);
  });

  it("says what the line anchor costs beside what was measured of other layouts, and nothing without that", () => {
    assert.doesNotMatch(page, /line anchor/);
    const measured = benchmarksPage(about, {
      "replay.M.prefillPerRequest": { value: 30, unit: "tokens", budget: 12, ok: false },
      "replay.M.anchoredMiddle.prefillPerRequest": { value: 20, unit: "tokens" },
    });
    assert.match(measured, /## What the line anchor costs/);
    assert.match(measured, /\| prefillPerRequest \| 30 \| 20 \| – \| 12, missed \|/);
  });

  it("lists every other number by its name, and only machines that were simulated", () => {
    assert.match(page, /\| gate\.decisionP95 \| 1\.23 \| ms \| 5, kept \|/);
    assert.match(page, /\| replay\.simulation\.impatient \| 0 \| times \|/);
    assert.doesNotMatch(page, /Typing replay on L/);
  });
});
