import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { pause } from "../../../src/base/later.ts";

const longMs = 2 ** 30;

describe("base/later", () => {
  it("pauses no longer than until the signal aborts", async () => {
    const controller = new AbortController();
    const pausing = pause(longMs, controller.signal);
    controller.abort();
    await pausing;
  });

  it("does not pause at all when the signal has aborted before", async () => {
    await pause(longMs, AbortSignal.abort());
  });

  it("leaves nothing at a signal that goes on", async () => {
    const { signal } = new AbortController();
    await pause(0, signal);
    assert.deepEqual(getEventListeners(signal, "abort"), []);
  });
});
