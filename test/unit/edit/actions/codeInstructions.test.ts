import assert from "node:assert/strict";
import { fixInstruction, testsQuestion } from "../../../../src/edit/actions/codeInstructions.ts";

describe("edit/actions/codeInstructions", () => {
  it("tells one problem in a sentence and several as a list, each on a line and no pages of it", () => {
    const [one, other] = ["'a' is\n  not defined", "x".repeat(900)] as const;
    assert.equal(fixInstruction([one]), "Fix this problem: 'a' is not defined");
    assert.equal(
      fixInstruction([one, other]),
      `Fix these problems:\n- 'a' is not defined\n- ${"x".repeat(500)}`,
    );
  });

  it("asks for tests with what was found out about them", () => {
    assert.equal(testsQuestion(undefined), "/tests");
    assert.equal(
      testsQuestion({ framework: "Vitest", target: "a.test.ts", exists: false }),
      "/tests Use Vitest. They belong into the new file a.test.ts.",
    );
    assert.equal(
      testsQuestion({ target: "a.test.ts", exists: true }),
      "/tests Add them to a.test.ts, which is there already.",
    );
  });
});
