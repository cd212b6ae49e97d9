import assert from "node:assert/strict";
import { agrees, restAfter } from "../../../src/completion/restAfter.ts";

describe("completion/restAfter", () => {
  function check(name: string, predicted: string, typed: string, left: string | undefined): void {
    it(name, () => {
      assert.equal(restAfter(predicted, typed)?.text, left);
    });
  }

  check("is all of it before anything was typed", "return 1;", "", "return 1;");
  check("is what follows the characters that were typed", "return 1;", "ret", "urn 1;");
  check("is nothing once all was typed", "return 1;", "return 1;", undefined);
  check("is nothing when something else was typed", "return 1;", "rex", undefined);
  check("follows over lines", "if (a) {\n  b();\n}", "if (a) {\n  b", "();\n}");
  check(
    "does not mind that the editor indented deeper",
    "if (a) {\n  b();\n}",
    "if (a) {\n    b",
    "();\n  }",
  );
  check("keeps the blanks that are still missing", "if (a) {\n    b();\n}", "if (a) {\n  ", "  b();\n}");
  check("follows a line that was moved as a whole", "  a();\n  b();", "    a(", ");\n    b();");
  check("moves nothing further to the left than it stands", "    a();\nb();", "  a(", ");\nb();");
  check("minds blanks inside a line", "a = 1", "a  =", undefined);

  it("tells when it only went on after blanks were taken as equal", () => {
    assert.equal(restAfter("  a", "    ")?.reindented, true);
    assert.equal(restAfter("  a", "  ")?.reindented, false);
  });

  it("agrees with what may still become the same", () => {
    assert.ok(agrees("ret", "return"));
    assert.ok(agrees("return", "ret"));
    assert.ok(agrees("return", "return"));
    assert.ok(!agrees("ret", "rex"));
  });
});
