import assert from "node:assert/strict";
import { truncated } from "../../../../src/completion/postprocess/truncated.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

// What belongs is held by the tests of the stop rule, which judges by the same scope.
describe("completion/postprocess/truncated", () => {
  const cut = (document: string, text: string, mostLines = 8): string =>
    truncated(text, vicinityOf(siteOf(document)), mostLines);

  it("takes the lines that belong", () => {
    assert.equal(cut("a = █\nb", "1;\nc;\nd;"), "1;");
    assert.equal(cut("f() {█\n}", "\n  a();\n  b();\n}\nc"), "\n  a();\n  b();");
  });

  it("takes as many lines as may be shown", () => {
    assert.equal(cut("f() {█\n}", "\n  a();\n  b();\n  c();", 2), "\n  a();\n  b();");
  });

  it("takes one line where code stands behind the position", () => {
    assert.equal(cut("f(█ + 1)", "a\n  b"), "a");
  });
});
