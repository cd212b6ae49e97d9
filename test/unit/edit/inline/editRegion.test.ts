import assert from "node:assert/strict";
import { editRegion } from "../../../../src/edit/inline/editRegion.ts";

/** The region of a text in which `█` is the cursor, or two of them the ends of the selection. */
function regionOf(text: string): string {
  const [before = "", ...rest] = text.split("█");
  const between = rest.length > 1 ? (rest[0] ?? "") : "";
  const plain = text.replaceAll("█", "");
  const position = (upTo: string) => {
    const lines = upTo.split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const lines = plain === "" ? [] : plain.split("\n");
  const { at, count } = editRegion(lines, { start: position(before), end: position(before + between) });
  return `${at}: ${lines.slice(at, at + count).join("\n")}`;
}

describe("edit/inline/editRegion", () => {
  it("takes whole lines of a selection", () => {
    assert.equal(regionOf("a\nb█b\ncc█c\nd"), "1: bb\nccc");
  });

  it("does not take the line that a selection ends before", () => {
    assert.equal(regionOf("a\n█b\nc\n█d"), "1: b\nc");
  });

  it("takes the block around the cursor, to the line that closes it", () => {
    const code = "x();\nfunction f() {\n  a();\n  b(█);\n}\ny();";
    assert.equal(regionOf(code), "1: function f() {\n  a();\n  b();\n}");
  });

  it("takes the block that the cursor's line opens", () => {
    assert.equal(
      regionOf("class A:\n    def f(█self):\n        a()\n\n        b()\n    c = 1"),
      "1:     def f(self):\n        a()\n\n        b()",
    );
  });

  it("takes the block that the cursor's line closes", () => {
    assert.equal(regionOf("f(() => {\n  a();\n█});\nb();"), "0: f(() => {\n  a();\n});");
  });

  it("takes all parts of a block that goes on", () => {
    const code = "if a:\n    b()\nelse:\n    c(█)\nd()";
    assert.equal(regionOf(code), "0: if a:\n    b()\nelse:\n    c()");
  });

  it("takes the line where no block is around it", () => {
    assert.equal(regionOf("a();\nb(█);\nc();"), "1: b();");
  });

  it("takes the line where the block around it is long", () => {
    const rows = Array.from({ length: 80 }, (_, index) => `  a(${index});`).join("\n");
    assert.equal(regionOf(`f() {\n${rows}\n  b(█);\n}`), "81:   b();");
  });

  it("takes a blank line by itself, and the end of the text as no line", () => {
    assert.equal(regionOf("f() {\n  █\n}"), "1:   ");
    assert.equal(regionOf("█"), "0: ");
  });
});
