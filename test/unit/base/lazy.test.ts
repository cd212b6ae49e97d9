import assert from "node:assert/strict";
import { createLazy } from "../../../src/base/lazy.ts";

describe("base/lazy", () => {
  let disposals: number;
  const open = () => ({
    dispose: () => {
      disposals += 1;
    },
  });
  beforeEach(() => {
    disposals = 0;
  });

  it("opens nothing before somebody asks, and then once for everybody", async () => {
    let opens = 0;
    const lazy = createLazy(() => {
      opens += 1;
      return Promise.resolve(open());
    });
    assert.deepEqual([opens, lazy.loaded()], [0, undefined]);
    const [first, second] = await Promise.all([lazy.load(), lazy.load()]);
    assert.equal(first, second);
    assert.equal(lazy.loaded(), first);
    assert.equal(opens, 1);
  });

  it("lets go of what it opened, and of what comes too late", async () => {
    const early = createLazy(() => Promise.resolve(open()));
    await early.load();
    early.dispose();
    assert.equal(disposals, 1);
    const late = createLazy(() => Promise.resolve(open()));
    const loading = late.load();
    late.dispose();
    await loading;
    assert.equal(disposals, 2);
  });

  it("has nothing to let go of where nothing was opened", () => {
    createLazy(() => Promise.resolve(open())).dispose();
    assert.equal(disposals, 0);
  });
});
