import assert from "node:assert/strict";
import type { PullProgress } from "../../../src/providers/provider.ts";
import type { ChoreEvent, ChoreOrder, Chores } from "../../../src/sending/chores.ts";
import { pullModel, type PullEvent } from "../../../src/sending/pullModel.ts";
import { collect, ollama } from "../../support/samples.ts";

const order: ChoreOrder = {
  chore: { kind: "pull", model: "m" },
  provider: ollama,
  report: { kind: "errand" },
};

type Moment = readonly [atMs: number, event: ChoreEvent];

const at = (atMs: number, completedBytes: number, changes: Partial<PullProgress> = {}): Moment => [
  atMs,
  { kind: "progress", progress: { phase: "downloading", completedBytes, totalBytes: 100_000, ...changes } },
];

async function told(...moments: readonly Moment[]): Promise<readonly PullEvent[]> {
  let now = 0;
  const chores: Chores = {
    forecast: () => undefined,
    run: async function* () {
      for (const [atMs, event] of moments) {
        await Promise.resolve();
        now = atMs;
        yield event;
      }
    },
  };
  return collect(pullModel(order, { chores, clock: () => now }, new AbortController().signal));
}

const speeds = (events: readonly PullEvent[]): readonly unknown[] =>
  events.map((event) => (event.kind === "progress" ? event.pace.bytesPerSecond : event.kind));

describe("sending/pullModel", () => {
  it("tells the speed once a second has passed, and how long the rest takes", async () => {
    const events = await told(at(0, 0), at(500, 4000), at(1000, 10_000), [1100, { kind: "done" }]);
    assert.deepEqual(speeds(events), [undefined, undefined, 10_000, "done"]);
    const third = events[2];
    assert.equal(third?.kind === "progress" && third.pace.remainingMs, 9000);
  });

  it("does not count what was there when it began", async () => {
    assert.deepEqual(speeds(await told(at(0, 50_000), at(2000, 52_000))), [undefined, 1000]);
  });

  it("measures over the last ten seconds", async () => {
    const slow = Array.from({ length: 21 }, (_, index) => at(index * 1000, index * 100));
    assert.equal(speeds(await told(...slow, at(25_000, 42_000))).at(-1), 4050);
  });

  it("says that nothing moves, rather than when it would be over", async () => {
    const events = await told(at(0, 1000), at(5000, 1000));
    const last = events.at(-1);
    assert.ok(last?.kind === "progress");
    assert.deepEqual([last.pace.bytesPerSecond, last.pace.remainingMs], [0, undefined]);
  });

  it("tells of every step, so that nothing older stays when the server falls silent", async () => {
    const events = await told(
      at(0, 0, { phase: "asking", totalBytes: 0 }),
      at(1, 1),
      at(2, 2),
      at(3, 100_000, { phase: "checking" }),
    );
    assert.deepEqual(
      events.map((event) => event.kind === "progress" && event.pace.completedBytes),
      [0, 1, 2, 100_000],
    );
  });

  it("hands on how it ended", async () => {
    const failed: ChoreEvent = { kind: "failed", failure: { kind: "diskFull" } };
    assert.deepEqual(await told([0, failed]), [failed]);
  });
});
