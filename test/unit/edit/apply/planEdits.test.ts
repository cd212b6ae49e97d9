import assert from "node:assert/strict";
import { planApply } from "../../../../src/edit/apply/planApply.ts";

describe("rows that a diff adds", () => {
  const after = (languageId: string, before: string, answer: string): string => {
    const plan = planApply({ before, answer, languageId });
    assert.ok(plan.kind === "applied", JSON.stringify(plan));
    return plan.after;
  };

  it("keep the blanks at their end: in Markdown two of them break a line", () => {
    assert.equal(
      after("markdown", "# Roses\n\nAre red\n", "@@\n # Roses\n \n-Are red\n+Are red  \n+and sweet\n"),
      "# Roses\n\nAre red  \nand sweet\n",
    );
  });

  it("hold nothing where they hold only blanks, and no half of a line's end", () => {
    assert.equal(
      after("typescript", "a();\r\nb();\r\n", "```diff\r\n a();\r\n+   \r\n+c();\r\n b();\r\n```"),
      "a();\r\n\r\nc();\r\nb();\r\n",
    );
  });
});
