import assert from "node:assert/strict";
import { largestAttachment, tooLarge } from "../../../src/context/tooLarge.ts";

describe("context/tooLarge", () => {
  function check(what: "selection" | "file", characters: number, expected: string | undefined): void {
    it(`says ${expected ?? "nothing"} of a ${what} of ${characters} characters`, () => {
      assert.equal(
        tooLarge({ path: "src/maths/sum.ts", isSelection: what === "selection", characters }),
        expected,
      );
    });
  }

  check("selection", largestAttachment, undefined);
  check("selection", largestAttachment + 1, "The selection is too large to attach.");
  check("file", largestAttachment, undefined);
  check("file", largestAttachment + 1, "sum.ts is too large to attach.");
});
