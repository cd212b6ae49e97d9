import assert from "node:assert/strict";
import { isDuplicate } from "../../../../src/completion/postprocess/isDuplicate.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/isDuplicate", () => {
  function check(document: string, text: string, expected: boolean): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${expected ? "there already" : "new"}`, () => {
      assert.equal(isDuplicate({ text, replaced: 0 }, vicinityOf(siteOf(document))), expected);
    });
  }
  check("abc();\n█", "abc();", true);
  check("█\nabc();", "abc();", true);
  check("a█\n\nabc();", "bc();", true);
  check("abc();\ndef();\n█", "abc();", false);
  check("computeAll(a);\nb();\nc();\n█", "computeAll(a);", true);
  check("computeAll(a);\nb();\nc();\nd();\n█", "computeAll(a);", false);
  check("█\nabc();\ndef();", "abc();\ndef();", true);
  check("█\nabc();\ndef();", "abc();\nghi();", false);
  check("f() {█\n}\nabc();", "\n  abc();", false);
  check("f(█)\nf(abc)", "abc", true);
  // What differs in a word says something new; what differs in a sign does not.
  check("const first = compute(a, 1);\n█", "const first = compute(a, 2);", false);
  check('const first = compute("alpha", "beta");\n█', "const first = compute(\"alpha', 'beta\");", false);
  check("const first = compute(alpha, beta);\n█", "const first = compute(alpha, beta)", true);
  check("  }\n█", "}", false);
  check("█", "abc();", false);
});
