import assert from "node:assert/strict";
import { withoutSuffix } from "../../../../src/completion/postprocess/withoutSuffix.ts";
import { vicinityOf } from "../../../../src/completion/vicinity.ts";
import { siteOf } from "../../../support/siteOf.ts";

describe("completion/postprocess/withoutSuffix", () => {
  function check(document: string, text: string, expected: string, languageId = "typescript"): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(withoutSuffix(text, vicinityOf(siteOf(document, { languageId }))), expected);
    });
  }
  check("f(█\n  a,\n  b,\n)", "x,\n  a,\n  b,\n)", "x,");
  check("f(█\n  a,\n  b,\n)", "x,\n\n  a,\n  b,", "x,");
  check("f(█\n\n  later(1);", "x,\n  later(1);", "x,");
  check("f(█\n  const a = 1;", "x,\n  con", "x,");
  check("f(█\n  const a = 1;", "x,\n  const b = 1;", "x,\n  const b = 1;");
  check("f(█\n  const later = 1;", "x,\n  const later = 1;\n  other", "x,");
  check("f(█\n  {a}", "x,\n  {", "x,");
  check("if (\n  a█\n) {\n  b();", ",\n  c\n) {", ",\n  c");
  // Closers may be the text's own.
  check("█\n}", "if (a) {\n}", "if (a) {\n}");
  check('"""\n(█\n)\n"""', "a\n)", "a", "python");
  check("a();\n█\nb();", "b();", "b();");
});
