import assert from "node:assert/strict";
import { Snooze, snoozeWords } from "../../../src/completion/snooze.ts";

const begin = new Date(2026, 0, 31, 14, 0).getTime();

function rig() {
  const world = { now: begin, changes: 0, timers: [] as { ms: number; callback: () => void }[] };
  const snooze = new Snooze({
    now: () => world.now,
    later: (ms, callback) => {
      const timer = { ms, callback };
      world.timers.push(timer);
      return { dispose: () => void (world.timers = world.timers.filter((each) => each !== timer)) };
    },
  });
  snooze.onDidChange(() => (world.changes += 1));
  return { snooze, world };
}

describe("completion/snooze", () => {
  it("is quiet from now on for as many minutes, and says until when", () => {
    const { snooze, world } = rig();
    assert.equal(snooze.current(), undefined);
    snooze.start(5);
    assert.deepEqual(snooze.current(), { kind: "snoozed", untilMs: begin + 300_000 });
    assert.equal(snoozeWords(begin + 300_000), "snoozed until 14:05");
    world.now = begin + 299_999;
    assert.notEqual(snooze.current(), undefined);
    world.now = begin + 300_000;
    assert.equal(snooze.current(), undefined);
  });

  it("tells when it begins and when its time is over", () => {
    const { snooze, world } = rig();
    snooze.start(15);
    assert.deepEqual([world.changes, world.timers.map(({ ms }) => ms)], [1, [900_000]]);
    world.timers[0]?.callback();
    assert.equal(world.changes, 2);
  });

  it("is over when its time is, though the clock was set back meanwhile", () => {
    const { snooze, world } = rig();
    snooze.start(15);
    world.now = begin - 60_000;
    world.timers[0]?.callback();
    assert.equal(snooze.current(), undefined);
  });

  it("lasts until the window is reloaded without a timer", () => {
    const { snooze, world } = rig();
    snooze.start(Number.POSITIVE_INFINITY);
    world.now = begin + 365 * 86_400_000;
    assert.deepEqual(snooze.current(), { kind: "snoozed", untilMs: Number.POSITIVE_INFINITY });
    assert.deepEqual(world.timers, []);
    assert.equal(snoozeWords(Number.POSITIVE_INFINITY), "snoozed until this window is reloaded");
  });

  it("ends at once when that is wanted, and leaves no timer behind", () => {
    const { snooze, world } = rig();
    snooze.start(60);
    snooze.start(5);
    assert.equal(world.timers.length, 1);
    snooze.end();
    assert.deepEqual([snooze.current(), world.timers, world.changes], [undefined, [], 3]);
    snooze.start(5);
    snooze.dispose();
    assert.deepEqual(world.timers, []);
  });
});
