import assert from "node:assert/strict";
import { commitConvention } from "../../../src/prompt/commitConvention.ts";

describe("prompt/commitConvention", () => {
  it("names the types that first lines begin with", () => {
    assert.match(
      commitConvention(["fix: a", "feat(api): b", "fix(core)!: c", "Merge it"]),
      /with a type \(such as fix, feat\)/,
    );
  });

  it("tells of tickets", () => {
    assert.match(commitConvention(["ABC-1 Mend a", "[ABC-2] Mend b", "ABC-3: Mend c"]), /ticket/);
  });

  it("tells nothing of too few, or of what only some do", () => {
    assert.equal(commitConvention(["fix: a", "fix: b"]), "");
    assert.equal(commitConvention(["fix: a", "fix: b", "fix: c", "Mend d", "Mend e", "Mend f"]), "");
    assert.equal(commitConvention([]), "");
  });
});
