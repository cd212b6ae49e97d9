import assert from "node:assert/strict";
import { isMode, modeLabel, modes, strictest, type Mode } from "../../../src/terms/mode.ts";

describe("terms/mode", () => {
  function check(candidates: readonly Mode[], expected: Mode): void {
    it(`the strictest of [${candidates.join(", ")}] is ${expected}`, () => {
      assert.equal(strictest(candidates), expected);
    });
  }

  check(["cloud", "onDevice"], "onDevice");
  check(["cloud", "ask", "network"], "network");
  check(["ask", "cloud"], "ask");
  check(["cloud"], "cloud");
  check([], "cloud");

  it("labels every mode in the words of the product", () => {
    assert.deepEqual(modes.map(modeLabel), [
      "On this device",
      "My network",
      "Ask before cloud",
      "Cloud allowed",
    ]);
  });

  it("takes nothing but the four names for a mode", () => {
    assert.deepEqual(["ondevice", "", "CLOUD", 0, null, undefined, ["ask"]].filter(isMode), []);
    assert.deepEqual(modes.filter(isMode), modes);
  });
});
