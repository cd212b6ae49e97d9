import assert from "node:assert/strict";
import { excludedSentence } from "../../../src/chat/excludedSentence.ts";
import type { ExcludedDocument } from "../../../src/context/attachment.ts";

describe("chat/excludedSentence", () => {
  function check(because: ExcludedDocument["because"], expected: string): void {
    it(`says: ${expected}`, () => {
      const path = "src/maths/sum.ts";
      assert.equal(excludedSentence({ uri: `file:///project/${path}`, path, because }), expected);
    });
  }

  check({ kind: "selectionTooLarge" }, "The selection is too large to attach.");
  check({ kind: "fileTooLarge" }, "sum.ts is too large to attach.");
  check(
    { kind: "never", rule: "src/**", from: "your settings" },
    'sum.ts is excluded by the rule "src/**" (your settings).',
  );
});
