import assert from "node:assert/strict";
import { type Ghost, nextWordLength, shownText, shrunk, withEdit } from "../../../bench/replay/ghostText.ts";

/** A suggestion for the caret of `text`, replacing what `[` and `]` enclose, or nothing. */
function suggested(marked: string, text: string): { ghost: Ghost; document: string; caret: number } {
  const document = marked.replace(/[[\]█]/g, "");
  const at = (mark: string): number => marked.slice(0, marked.indexOf(mark)).replace(/[[\]█]/g, "").length;
  const caret = at("█");
  const [start, end] = marked.includes("[") ? [at("["), at("]")] : [caret, caret];
  return { ghost: { start, end, text, given: { start, length: end - start } }, document, caret };
}

function shownAt(marked: string, text: string): string | undefined {
  const { ghost, document, caret } = suggested(marked, text);
  return shownText(ghost, document, caret);
}

describe("ghost text", () => {
  it("is the whole text at the caret when nothing is replaced", () => {
    assert.equal(shownAt("const a = █;", "1 + 2"), "1 + 2");
  });

  it("is what of the text does not stand there yet when the line is replaced from its beginning", () => {
    assert.equal(shownAt("[const a█]", "const answer = 42;"), "nswer = 42;");
  });

  it("is drawn up to the bracket behind the caret that the text contains", () => {
    assert.equal(shownAt("sum([█)]", "a, b)"), "a, b");
  });

  it("is not drawn when what stands in its range is something else", () => {
    assert.equal(shownAt("[let x█]", "const x = 1;"), undefined);
    assert.equal(shownAt("sum([█)]", "a, b"), undefined);
  });

  it("is not drawn when nothing of it is left, or when it would begin before the caret", () => {
    assert.equal(shownAt("[done█]", "done"), undefined);
    assert.equal(shownAt("[ab█]", "aXb"), undefined);
  });

  it("shrinks while somebody types what it says, and grows again with the backspace", () => {
    const { ghost, document } = suggested("x = █", "value");
    const typed = withEdit(ghost, { start: 4, end: 4, text: "v" });
    assert.equal(shownText(typed, `${document}v`, 5), "alue");
    const back = withEdit(typed, { start: 4, end: 5, text: "" });
    assert.equal(shownText(back, document, 4), "value");
  });

  it("is hidden by another letter, and by a backspace before where it began", () => {
    const { ghost, document } = suggested("x = █", "value");
    assert.equal(shownText(withEdit(ghost, { start: 4, end: 4, text: "w" }), `${document}w`, 5), undefined);
    assert.equal(shownText(withEdit(ghost, { start: 3, end: 4, text: "" }), "x =", 3), undefined);
  });

  it("stays where it was when something is typed on a line above, and is not shown there", () => {
    const { ghost } = suggested("a\nx = █", "value");
    const moved = withEdit(ghost, { start: 0, end: 0, text: "bb" });
    assert.deepEqual([moved.start, moved.end], [8, 8]);
    assert.equal(shownText(moved, "bba\nx = ", 8), undefined);
  });

  it("adds only what is not in its range already", () => {
    const { ghost, document } = suggested("[    ret█]", "    return 1;");
    assert.deepEqual(shrunk(ghost, document), { start: 7, end: 7, text: "urn 1;" });
  });
});

describe("the next word of a suggestion", () => {
  for (const [shown, word] of [
    ["value + other", "value"],
    [" + other", " "],
    ["(a, b)", "("],
    ["\n  return x", "\n  "],
    ["3.14 * r", "3.14"],
    ["}", "}"],
  ] as const)
    it(`of ${JSON.stringify(shown)} is ${JSON.stringify(word)}`, () => {
      assert.equal(shown.slice(0, nextWordLength(shown)), word);
    });
});
