import assert from "node:assert/strict";
import { writtenOut } from "../../../src/context/writtenOut.ts";

describe("context/writtenOut", () => {
  it("writes out what turns the direction of writing, and what has no width", () => {
    assert.equal(
      writtenOut("a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf"),
      "a[U+202E]b[U+2066]c[U+200B]d[U+FEFF]e[U+00AD]f",
    );
  });

  it("writes out letters that only a model reads, and commands to a terminal", () => {
    assert.equal(writtenOut("\u{E0068}\u{E0069}\u001B[31m\u0007"), "[U+E0068][U+E0069][U+001B][31m[U+0007]");
  });

  it("writes out what shows nothing and is no part of a letter", () => {
    assert.equal(writtenOut("a\u034F\u17B4\uFE0F\u{E0101}"), "a[U+034F][U+17B4][U+FE0F][U+E0101]");
  });

  it("leaves lines, tabs, and every script with the joiners it is written with", () => {
    const text = "if\t{\n  naïve مرحبا می\u200Cخواهم 👩\u200D💻 ⚠\uFE0F 葛\u{E0100} 日本\n}\n";
    assert.equal(writtenOut(text), text);
  });
});
