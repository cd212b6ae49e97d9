import assert from "node:assert/strict";
import { oneByOne } from "../../../src/base/oneByOne.ts";

describe("base/oneByOne", () => {
  it("begins nothing before what came earlier is done, and goes on behind what fails", async () => {
    const steps: string[] = [];
    const inRow = oneByOne();
    const work = (name: string, fails = false) =>
      inRow(async () => {
        steps.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const [first, second, third] = [work("a"), work("b", true), work("c")];
    assert.equal(await first, "a");
    await assert.rejects(second, /b/);
    assert.equal(await third, "c");
    assert.deepEqual(steps, ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });
});
