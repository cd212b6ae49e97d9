import assert from "node:assert/strict";
import { withoutIcons } from "../../../src/base/withoutIcons.ts";

describe("base/withoutIcons", () => {
  it("keeps the editor from drawing an icon that a name brought along, and leaves other text alone", () => {
    assert.equal(withoutIcons("$(lock) On device $(x)"), "\\$(lock) On device \\$(x)");
    assert.equal(withoutIcons("cost: $5 (each)"), "cost: $5 (each)");
  });
});
