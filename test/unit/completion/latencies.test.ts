import assert from "node:assert/strict";
import { addLatency, latencyAt, mergeLatencies, type Latencies } from "../../../src/completion/latencies.ts";

function of(...milliseconds: readonly number[]): Latencies {
  return milliseconds.reduce<Latencies>(addLatency, []);
}

describe("completion/latencies", () => {
  it("gives back what took so long, no more than a tenth off", () => {
    for (const milliseconds of [10, 52, 120, 333, 1000, 7250, 40_000]) {
      const read = latencyAt(of(milliseconds), 0.5) ?? 0;
      assert.ok(Math.abs(read / milliseconds - 1) <= 0.1, `${milliseconds} was read as ${read}`);
    }
  });

  it("finds the median and what nine in ten did not exceed", () => {
    const latencies = of(...Array.from({ length: 89 }, () => 100), ...Array.from({ length: 11 }, () => 3000));
    const near = (share: number, milliseconds: number): void => {
      assert.ok(Math.abs((latencyAt(latencies, share) ?? 0) / milliseconds - 1) <= 0.1);
    };
    near(0.5, 100);
    near(0.89, 100);
    near(0.9, 3000);
    near(1, 3000);
  });

  it("keeps what is shorter or longer than its buckets in the first and the last", () => {
    assert.deepEqual(of(0), [1]);
    assert.equal(of(10 * 60_000).length, 49);
    assert.equal(latencyAt([], 0.5), undefined);
  });

  it("adds up as if all had been counted at once", () => {
    assert.deepEqual(mergeLatencies(of(20, 3000), of(20, 90)), of(20, 20, 90, 3000));
    assert.deepEqual(mergeLatencies([], of(90)), of(90));
  });
});
