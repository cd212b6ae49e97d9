import assert from "node:assert/strict";
import { isolated } from "../../../src/base/isolated.ts";

describe("base/isolated", () => {
  it("sets apart what runs from right to left, and nothing else", () => {
    assert.equal(isolated("Why is it NaN?"), "Why is it NaN?");
    for (const text of ["ما هو الجسر؟", "Fix שלום"]) assert.equal(isolated(text), `\u2068${text}\u2069`);
  });
});
