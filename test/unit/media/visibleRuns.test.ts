import assert from "node:assert/strict";
import { spelledOut, visibleRuns, type Run } from "../../../media/parts/visibleRuns.ts";

describe("text in which nothing can hide", () => {
  function check(name: string, text: string, expected: readonly Run[]): void {
    it(name, () => {
      assert.deepEqual(visibleRuns(text, "exact"), expected);
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

  const turned = "\u202E\u2066\u200B\u001B[0m\u{E0041}\u2028";
  const names = "U+202EU+2066U+200BU+001B[0mU+E0041U+2028";

  it("names in code and in prose what turns direction, has no width, steers a terminal or carries hidden words", () => {
    for (const reading of ["code", "prose"] as const) assert.equal(spelledOut(turned, reading), names);
  });

  const spelt = "a\uFE0Fb\uFE01☺\uFE0F\u{E0101}\u{E0102}";

  it("names selectors that show nothing where they stand", () => {
    for (const reading of ["code", "prose"] as const)
      assert.equal(spelledOut(spelt, reading), "aU+FE0FbU+FE01☺\uFE0FU+E0101U+E0102");
  });

  it("names fillers, joiners without letters and vowels that nobody sees", () => {
    for (const character of ["\u034F", "\u115F", "\u1160", "\u17B4", "\u17B5", "\u2064", "\u3164", "\uFFA0"])
      for (const reading of ["exact", "code", "prose", "model"] as const)
        assert.deepEqual(visibleRuns(`a${character}`, reading).length, 2, spelledOut(character, reading));
  });

  it("lets selectors be behind what has several looks", () => {
    for (const reading of ["code", "prose", "model"] as const)
      for (const text of ["1\uFE0F\u20E3", "葛\u{E0100}", "᠊\u180B", "∩\uFE00"])
        assert.deepEqual(visibleRuns(text, reading), [text]);
  });

  it("lets emoji be in code and in prose", () => {
    for (const reading of ["code", "prose"] as const)
      for (const emoji of ["⚠\uFE0F", "👩\u200D💻"]) assert.deepEqual(visibleRuns(emoji, reading), [emoji]);
  });

  it("lets what Persian and Hebrew are written with be in prose, not in code", () => {
    for (const [text, inCode] of [
      ["می\u200Cخواهم", "میU+200Cخواهم"],
      ["\u200Fשלום!", "U+200Fשלום!"],
    ] as const) {
      assert.deepEqual(visibleRuns(text, "prose"), [text]);
      assert.equal(spelledOut(text, "code"), inCode);
    }
  });
});
