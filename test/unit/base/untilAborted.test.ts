import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { untilAborted } from "../../../src/base/untilAborted.ts";

describe("base/untilAborted", () => {
  const never = new Promise<string>(() => undefined);

  it("gives what the promise settles to, and listens no more", async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(Promise.resolve("read"), signal), "read");
    await assert.rejects(untilAborted(Promise.reject(new Error("a bug")), signal), /a bug/);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("gives nothing at the abort of what never settles, and listens no more", async () => {
    const abort = new AbortController();
    const waiting = untilAborted(never, abort.signal);
    abort.abort();
    assert.equal(await waiting, undefined);
    assert.equal(getEventListeners(abort.signal, "abort").length, 0);
    assert.equal(await untilAborted(never, abort.signal), undefined);
  });

  it("takes a failure after the abort for nobody's news", async () => {
    const abort = new AbortController();
    let fail: (error: Error) => void = () => undefined;
    const failing = new Promise<string>((_, reject) => (fail = reject));
    const late = untilAborted(failing, abort.signal);
    abort.abort();
    assert.equal(await late, undefined);
    fail(new Error("too late"));
    assert.equal(await untilAborted(failing, abort.signal), undefined);
  });
});
