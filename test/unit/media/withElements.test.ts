import assert from "node:assert/strict";
import { withElements } from "../../../media/parts/withElements.ts";

describe("media/withElements", () => {
  it("puts elements where the language has them", () => {
    assert.deepEqual(withElements("Requests that carried {0}", "a.ts"), [
      "Requests that carried ",
      "a.ts",
      "",
    ]);
    assert.deepEqual(withElements("{1} vor {0}", "a", "b"), ["", "b", " vor ", "a", ""]);
  });

  it("leaves a sentence without a place as it is", () => {
    assert.deepEqual(withElements("Nothing"), ["Nothing"]);
  });
});
