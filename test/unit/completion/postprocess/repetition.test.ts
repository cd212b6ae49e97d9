import assert from "node:assert/strict";
import { isLost, withoutRepetition } from "../../../../src/completion/postprocess/repetition.ts";

describe("completion/postprocess/repetition", () => {
  function check(text: string, expected: string, linePrefix = ""): void {
    it(`${JSON.stringify(text)} behind ${JSON.stringify(linePrefix)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(withoutRepetition(text, linePrefix), expected);
    });
  }
  check("a();\nb();", "a();\nb();");
  check("a();\nb();\nb();", "a();\nb();");
  check("a();\nb();\nb();\nb(", "a();\nb();");
  check("a();\nb();\na();\nb();", "a();\nb();");
  check("1;\nconst a = 1;", "1;", "const a = ");
  check("a {\n  }\n  }", "a {\n  }\n  }");
  check("<b>\n  </i>\n</i>", "<b>\n  </i>\n</i>");
  check(`a = [\n${"1, ".repeat(30)}`, "a = [");
  check(`a();\n// ${"-".repeat(70)}`, `a();\n// ${"-".repeat(70)}`);

  function lost(text: string, expected: boolean, linePrefix = ""): void {
    it(`${JSON.stringify(text.slice(0, 40))}, ${text.length} characters, is ${expected ? "" : "not "}lost`, () => {
      assert.equal(isLost(text, linePrefix), expected);
    });
  }
  lost("a();\n".repeat(4), true);
  lost("a();\n".repeat(3), false);
  lost("a();\n  a();\n  a();\n  a();", true, "  ");
  lost("a();\nb();\n".repeat(4), true);
  lost("a();\n  a();\n    a();\n      a();", false);
  lost("}\n}\n}\n}", false);
  lost("foo, ".repeat(20), true);
  lost("=".repeat(80), false);
  lost("0, 0, 0, 0", false);
  lost("b", false, "a, ".repeat(50));
  lost("", false);
});
