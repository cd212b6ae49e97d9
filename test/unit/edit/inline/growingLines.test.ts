import assert from "node:assert/strict";
import { growingLines } from "../../../../src/edit/inline/growingLines.ts";

const region = ["f() {", "  a();", "  b();", "}"];

describe("edit/inline/growingLines", () => {
  it("is the region as it was before anything came", () => {
    assert.deepEqual(growingLines(region, []), region);
  });

  it("has the new lines above, and below them what is left of the old ones", () => {
    assert.deepEqual(growingLines(region, ["f() {"]), region);
    assert.deepEqual(growingLines(region, ["f() {", "  A();"]), ["f() {", "  A();", "  b();", "}"]);
    assert.deepEqual(growingLines(region, ["f() {", "  x();", "  a();"]), [
      "f() {",
      "  x();",
      "  a();",
      "  b();",
      "}",
    ]);
  });

  it("passes over old lines that were left out", () => {
    assert.deepEqual(growingLines(region, ["f() {", "  b();"]), ["f() {", "  b();", "}"]);
  });

  it("has no old line any more when more have come than there were", () => {
    assert.deepEqual(growingLines(["a"], ["x", "y"]), ["x", "y"]);
  });
});
