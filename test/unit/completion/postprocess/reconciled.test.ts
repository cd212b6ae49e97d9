import assert from "node:assert/strict";
import { reconciled } from "../../../../src/completion/postprocess/reconciled.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/reconciled", () => {
  function check(document: string, text: string, expected: string, replaced = 0): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)} in place of ${replaced}`, () => {
      assert.deepEqual(reconciled(text, vicinityOf(siteOf(document))), { text: expected, replaced });
    });
  }

  describe("leaves out closers that are there", () => {
    check("f(█)", "a)", "a");
    check("f(█);", "a);", "a");
    check("f(█);", "a)", "a");
    check("return █;", "a;", "a");
    check('say("█");', 'a");', "a");
    check('say("█");', 'a"', "a");
    check("f({█})", "a: 1})", "a: 1");
    check("f({█})", "a: 1}", "a: 1");
    check("// (█)", "a)", "a");
    check("a = '(█)';", "b)", "b");
  });

  describe("leaves in what a text closes of its own", () => {
    check("print(█)", "len(a)", "len(a)");
    check("f(█)", '"a"', '"a"');
    check("[█]", "a[0]", "a[0]");
    check('{a ? "b█"}', 'c" : "d', 'c" : "d');
    check("return █;", "a", "a");
  });

  describe("stands in place of closers within it, below its first line or behind a blank", () => {
    check("f(█)", "a);", "a);", 1);
    check("f(█)", "a) + g(b);", "a) + g(b);", 1);
    check("f({█});", "\n  a,\n});", "\n  a,\n});", 3);
    check("f({█})", " a })", " a })", 2);
    check("{█}", "a }", "a }", 1);
  });

  describe("leaves out code that is there, or as much of it as was written", () => {
    check("f(█, b)", "a, b)", "a");
    check("f(█ + second)", "a + sec", "a");
    check("f(█, b)", "a,", "a,");
    check("f(█, b)", "a", "a");
  });
});
