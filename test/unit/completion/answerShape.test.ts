import assert from "node:assert/strict";
import { answerShape, longestAnswerTokens } from "../../../src/completion/answerShape.ts";
import { snapshot } from "../../support/samples.ts";

describe("completion/answerShape", () => {
  const at = (text: string): string => {
    const { tokens, endsWithLine } = answerShape(snapshot(text), "asked", false);
    return endsWithLine ? `${tokens} to the end of the line` : `${tokens}`;
  };

  it("is the rest of the line amid a line", () => {
    for (const text of ["const a = █", "f(█)", "  return █;", "a\n  foo.█"])
      assert.equal(at(text), "48 to the end of the line", text);
  });

  it("is what stands in a block where a line begins, or has opened one", () => {
    for (const text of ["█", "a\n  █", "if (a) {█", "if (a) { █", "def f():█", "a();█", "}█"])
      assert.equal(at(text), "96", text);
  });

  it("is as long as it takes for a key, short ahead, and one token only to have a prompt read", () => {
    const here = snapshot("const a = █");
    const shapes = [
      answerShape(here, "asked", true),
      answerShape(here, "ahead", false),
      answerShape(here, "warm", false),
    ];
    assert.deepEqual(
      shapes.map(({ tokens }) => tokens),
      [longestAnswerTokens, 24, 1],
    );
    assert.ok(shapes.every(({ endsWithLine }) => !endsWithLine));
  });
});
