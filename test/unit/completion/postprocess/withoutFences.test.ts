import assert from "node:assert/strict";
import { withoutFences } from "../../../../src/completion/postprocess/withoutFences.ts";

describe("completion/postprocess/withoutFences", () => {
  function check(text: string, expected: string): void {
    it(`${JSON.stringify(text)} is ${JSON.stringify(expected)}`, () => {
      assert.equal(withoutFences(text), expected);
    });
  }
  check("a();", "a();");
  check("```ts\na();\n```", "a();");
  check("\n```\n\n  a();\n  b();\n```\nThat is it.", "\n  a();\n  b();");
  check("~~~\na();", "a();");
  check("a();\n```\nThat is it.", "a();");
  check("Here it is:\n```\na();\n```", "Here it is:");
  check("```", "");
});
