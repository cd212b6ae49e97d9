import assert from "node:assert/strict";
import { coalesced } from "../../../src/base/coalesced.ts";
import { VirtualTime } from "../../support/virtualTime.ts";

describe("base/coalesced", () => {
  function counted() {
    const time = new VirtualTime();
    let done = 0;
    const work = coalesced(
      (callback) => time.later(16, callback),
      () => (done += 1),
    );
    return { time, work, done: () => done };
  }

  it("does once what is called for many times together, and again when it is called for later", async () => {
    const { time, work, done } = counted();
    work.call();
    work.call();
    assert.equal(done(), 0);
    await time.pass(16);
    assert.equal(done(), 1);
    work.call();
    await time.pass(16);
    assert.equal(done(), 2);
  });

  it("does nothing any more once it is disposed", async () => {
    const { time, work, done } = counted();
    work.call();
    work.dispose();
    await time.pass(16);
    assert.equal(done(), 0);
  });
});
