import assert from "node:assert/strict";
import { DisposableStore, toDisposable } from "../../../src/base/disposable.ts";
import { createEmitter } from "../../../src/base/event.ts";

describe("base", () => {
  it("calls listeners in the order they came, and one added while firing only at the next time", () => {
    const emitter = createEmitter<number>();
    const heard: string[] = [];
    emitter.event((value) => {
      heard.push(`a${value}`);
      if (value === 1) emitter.event((later) => heard.push(`late${later}`));
    });
    emitter.event((value) => heard.push(`b${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, ["a1", "b1", "a2", "b2", "late2"]);
  });

  it("keeps two subscriptions of the same function apart", () => {
    const emitter = createEmitter<string>();
    const heard: string[] = [];
    const listener = (value: string): void => {
      heard.push(value);
    };
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    first.dispose();
    emitter.fire("x");
    assert.deepEqual(heard, ["x"]);
  });

  it("lets everybody hear although one listener throws, and then throws what it threw", () => {
    const emitter = createEmitter<string>();
    const heard: string[] = [];
    emitter.event(() => {
      throw new Error("a bug in the view");
    });
    emitter.event((value) => heard.push(value));
    assert.throws(() => {
      emitter.fire("revoked");
    }, /a bug in the view/);
    assert.deepEqual(heard, ["revoked"]);
  });

  it("releases once, in reverse order, and what comes too late at once", () => {
    const released: string[] = [];
    const store = new DisposableStore();
    for (const name of ["a", "b"]) store.add(toDisposable(() => released.push(name)));
    store.dispose();
    store.dispose();
    store.add(toDisposable(() => released.push("late")));
    assert.deepEqual(released, ["b", "a", "late"]);
  });
});
