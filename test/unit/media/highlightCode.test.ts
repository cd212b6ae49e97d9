import assert from "node:assert/strict";
import { colourLimit } from "../../../media/chat/colourLimit.ts";
import { canHighlight, highlightCode, type CodeSpan } from "../../../media/chat/highlightCode.ts";

function textOf(spans: readonly CodeSpan[]): string {
  return spans.map((span) => (typeof span === "string" ? span : textOf(span.children))).join("");
}

describe("colours of code", () => {
  it("gives parts their roles and loses nothing", () => {
    const code = 'const a = "b"; // c\n';
    const spans = highlightCode(code, "ts");
    assert.equal(textOf(spans), code);
    assert.deepEqual(spans[0], { role: "hljs-keyword", children: ["const"] });
  });

  it("knows languages by name, alias and extension", () => {
    for (const language of [
      "typescript",
      "ts",
      "tsx",
      "py",
      "sh",
      "c++",
      "html",
      "yml",
      "rs",
      "scss",
      "toml",
    ])
      assert.equal(canHighlight("x", language), true, language);
    for (const language of ["", "klingon", "__proto__", "constructor"])
      assert.deepEqual(highlightCode("a < b", language), ["a < b"], language);
  });

  it("leaves long code and long lines plain", () => {
    assert.equal(canHighlight("x\n".repeat(colourLimit / 2 + 1), "ts"), false);
    assert.equal(canHighlight("x".repeat(401), "ts"), false);
  });

  it("survives code that nests deeper than the stack", () => {
    const code = `${"(\n".repeat(2000)}${")\n".repeat(1900)}`;
    for (const language of ["ts", "ruby", "swift", "php"])
      assert.equal(textOf(highlightCode(code, language)), code, language);
  });
});
