import assert from "node:assert/strict";
import { withoutEcho } from "../../../../src/completion/postprocess/echo.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/echo", () => {
  function check(document: string, text: string, expected: string): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(withoutEcho(text, vicinityOf(siteOf(document))), expected);
    });
  }

  describe("leaves out the line that is there", () => {
    check("  const a = █", "const a = 1;", "1;");
    check("  const a = █", "  const a = 1;", "1;");
    check("  const a = █", "\n  const a = 1;", "1;");
    check("f() {█", "f() {\n  a();", "\n  a();");
    check("[█", "[1]", "[1]");
    check("f(█", "f(x)", "f(x)");
    check("const a = █", "const b = 1;", "const b = 1;");
  });

  describe("leaves out the lines above it", () => {
    check("const first = 1;\nconst second = █", "const first = 1;\nconst second = 2;", "2;");
    check("const first = 1;\n  █", "const first = 1;\n  const b;", "const b;");
    check("a();\n█", "a();\nb();", "a();\nb();");
  });

  describe("leaves out the half word that is begun again", () => {
    check("ret█", "return a;", "urn a;");
    check("a.leng█", "length;", "th;");
    check("i█", "if (a)", "f (a)");
    check("a = 1█", "100;", "100;");
    check("ret█", "urn a;", "urn a;");
    // The document has the word that both halves make.
    check("import { llm } from b;\nl█", "lm();", "lm();");
    check("// the s█", "site", "site");
  });
});
