import assert from "node:assert/strict";
import { visibleRuns, type Run } from "../../../media/review/visibleRuns.ts";

describe("text in which nothing can hide", () => {
  function check(name: string, text: string, expected: readonly Run[]): void {
    it(name, () => {
      assert.deepEqual(visibleRuns(text), expected);
    });
  }

  check("is left alone where it is plain", "a\tb\r\nc é 漢 😀", ["a\tb\r\nc é 漢 😀"]);
  check("is empty when there is none", "", []);
  check("names what turns the direction of writing", "a\u202Eb", ["a", { name: "U+202E" }, "b"]);
  check("names what has no width", "\u200B\u2060x\uFEFF", [
    { name: "U+200B" },
    { name: "U+2060" },
    "x",
    { name: "U+FEFF" },
  ]);
  check("names letters that are drawn as nothing", "a\u{E0041}\u{E007F}", [
    "a",
    { name: "U+E0041" },
    { name: "U+E007F" },
  ]);
  check("names selectors that could spell something", "x\uFE0F\u{E0101}", [
    "x",
    { name: "U+FE0F" },
    { name: "U+E0101" },
  ]);
  check("names controls", "\u0000\u001B[0m", [{ name: "U+0000" }, { name: "U+001B" }, "[0m"]);
  check("names foreign line ends", "a\u2028b", ["a", { name: "U+2028" }, "b"]);
});
