import assert from "node:assert/strict";
import { balanced } from "../../../../src/completion/postprocess/balanced.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/balanced", () => {
  function check(document: string, text: string, expected: string, replaced = 0): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
      const { text: left } = balanced({ text, replaced }, vicinityOf(siteOf(document)));
      assert.equal(left, expected);
    });
  }
  check("f() {█\n}", "\n  a();\n}", "\n  a();");
  check("f(█\n)", "a);", "a");
  check("f(g(█\n))", "a))", "a");
  check("f(█, b)", "a)", "a");
  check("if (a) {█\n}", "\n  b();\n} else {\n  c();\n}", "\n  b();\n} else {\n  c();");
  // Nothing else closes these.
  check("f() {█", "\n  a();\n}", "\n  a();\n}");
  check("f() {\n  if (a) {█\n}", "\n    b();\n  }", "\n    b();\n  }");
  check("f() {\n  g(█\n}", "a);", "a);");
  check("f() {\n  g(█\n}", "a);\n}", "a);");
  check("f({█})", "a })", "a })", 2);
  check("f(█", "a)", "a)");
  check("█", "g(a)", "g(a)");
  check("// see (█", "below)", "below)");
  check("f(█\n)", "a) + b", "a) + b");
});
