import assert from "node:assert/strict";
import { loadOnce } from "../../../src/base/loadOnce.ts";

describe("base/loadOnce", () => {
  it("loads when it is first asked for, and once for all who ask", async () => {
    let loads = 0;
    const load = loadOnce(() => Promise.resolve((loads += 1)));
    assert.equal(loads, 0);
    assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
    assert.equal(await load(), 1);
  });

  it("tries again after a load that failed, which everybody who waited for it is told", async () => {
    let loads = 0;
    const load = loadOnce(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error("no disk")) : Promise.resolve("loaded");
    });
    const first = await Promise.allSettled([load(), load()]);
    assert.deepEqual(
      first.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.deepEqual([await load(), loads], ["loaded", 2]);
  });
});
