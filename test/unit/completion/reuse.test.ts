import assert from "node:assert/strict";
import { remainder } from "../../../src/completion/reuse.ts";
import { snapshot } from "../../support/samples.ts";

describe("completion/reuse", () => {
  /** What is left of a suggestion for the first state once the document is as in the second. */
  function check(before: string, text: string, now: string, expected: string | undefined): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(before)}, now ${JSON.stringify(now)}: ${expected === undefined ? "gone" : JSON.stringify(expected)}`, () => {
      assert.equal(remainder({ snapshot: snapshot(before), text }, snapshot(now)), expected);
    });
  }

  check("a = █", "sum(b)", "a = █", "sum(b)");
  check("a = █", "sum(b)", "a = s█", "um(b)");
  check("a = █;", "sum(b)", "a = sum(█;", "b)");
  check("a = █", "sum(b)", "a = sum(b█", ")");
  check("a = █", "sum(b)", "a = sum(b)█", undefined);
  check("a = █", "sum(b)", "a = x█", undefined);
  check("a = █", "sum(b)", "a = sx█", undefined);
  check("a = s█", "um(b)", "a = █", undefined);
  check("a = █\n", "1", "a = █\n\n", undefined);
  check("a = █", "sum(b)", "b = s█", undefined);
  check("a = █", "sum(b)", "aa = s█", undefined);
  // Auto-closing put a bracket behind the position: the document there is another one.
  check("a = █", "sum(b)", "a = sum(█)", undefined);
  check("x█", "größer", "xgrö█", "ßer");
  check("if (a) {█\n}", "\n  b();", "if (a) {\n█\n}", "  b();");

  it("is for one document only", () => {
    assert.equal(
      remainder({ snapshot: snapshot("a█", "a.ts"), text: "bc" }, snapshot("ab█", "b.ts")),
      undefined,
    );
  });
});
