import assert from "node:assert/strict";
import type { Site } from "../../../src/completion/site.ts";
import { createStopRule, type Progress, type StopRule } from "../../../src/completion/stopRule.ts";
import { siteOf } from "../../support/siteOf.ts";

const options = { stop: ["<|endoftext|>"], keepsFences: false };

/** A rule after a text came in pieces of a size, until it was done; with what the last piece came to. */
function fed(
  site: Site,
  text: string,
  size = 1,
): { readonly rule: StopRule; readonly last: Progress["kind"] } {
  const rule = createStopRule(site, options);
  let last: Progress["kind"] = "more";
  for (let at = 0; at < text.length && last !== "done"; at += size)
    last = rule.push(text.slice(at, at + size)).kind;
  return { rule, last };
}

describe("completion/stopRule", () => {
  /** The document with `█`, what a model writes, and how much of it is visible once the rule says that it is done. */
  function ends(document: string, text: string, visible: string, more: Partial<Site> = {}): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} ends with ${JSON.stringify(visible)}`, () => {
      for (const size of [1, 3, 7, text.length]) {
        const { rule, last } = fed(siteOf(document, more), text, size);
        assert.equal(last, "done");
        assert.equal(rule.visible(), visible);
      }
    });
  }

  /** What may still go on. */
  function goesOn(document: string, text: string, more: Partial<Site> = {}): void {
    it(`${JSON.stringify(text)} at ${JSON.stringify(document)} may go on`, () => {
      for (const size of [1, 3, 7, text.length]) {
        const { rule, last } = fed(siteOf(document, more), text, size);
        assert.notEqual(last, "done");
        assert.equal(rule.visible(), text);
      }
    });
  }

  describe("ends with the line where code stands behind the position", () => {
    ends("f(█, b)", "a\nc", "a");
    ends("f(█) + 1", "a\n b", "a");
    goesOn("f(█, b)", "a");
    goesOn("f(█);", "{\n  a: 1,\n");
    ends('say("█");', "hello\nb", "hello");
  });

  describe("ends with the statement that was begun, and the block it opens", () => {
    ends("const a = █\nb;", "1;\nconst c", "1;");
    ends("  █\n  b();", "if (a) {\n    c();\n  }\n  d(", "if (a) {\n    c();\n  }");
    ends(
      "  █\n  b();",
      "if (a) {\n    c();\n  } else {\n    d();\n  }\n  e",
      "if (a) {\n    c();\n  } else {\n    d();\n  }",
    );
    ends("█\nx", "void f()\n{\n  a();\n}\nvoid g", "void f()\n{\n  a();\n}", { languageId: "cpp" });
    ends("█\nx = 1", "if a:\n    b()\nelse:\n    c()\nd = 1", "if a:\n    b()\nelse:\n    c()", {
      languageId: "python",
    });
    ends("\t█\n\tx()", "switch a {\n\tcase 1:\n\t\tb()\n\t}\n\tc()", "switch a {\n\tcase 1:\n\t\tb()\n\t}", {
      languageId: "go",
    });
    ends("a();█\nb", "\nc();\nd();", "\nc();");
    goesOn("const a = █\nb;", "1;\n");
    goesOn("const a = █\nb;", "f(\n  c,\n");
    goesOn("const a = █\nb;", "c\n  .d()\n");
  });

  describe("ends with the block that was begun close above, where nothing follows in it", () => {
    ends("f() {█\n}", "\n  a();\n  b();\n}\nc", "\n  a();\n  b();");
    ends("f() {\n  a(█\n}", ");\n  b();\n}\nc", ");\n  b();");
    ends("f() {\n  if (a) {█\n  b();\n}", "\n    c();\n  }\n  d", "\n    c();\n  }");
    ends("def f():█\n\nx = 1", "\n    a = 1\n    return a\n\ndef g", "\n    a = 1\n    return a", {
      languageId: "python",
    });
    ends("f({█});", "\n  a: 1,\n});\nb", "\n  a: 1,\n});");
    goesOn("f() {█\n}", "\n  a();\n  b();\n");
  });

  describe("ends with a blank line behind something complete", () => {
    ends("f() {█\n}", "\n  a();\n\n  b", "\n  a();");
    ends("█", "a = 1\n\nb", "a = 1");
    goesOn("x();\n█\ny();", "f(() => {\n  a();\n\n  b();\n");
    goesOn("f() {█\n}", "\n\n  a();");
  });

  describe("ends with what the model or the document says", () => {
    ends("a = █", "1;<|endoftext|>b", "1;");
    ends("a = █", "1;<|file_sep|>b", "1;");
    ends("a = █", "1\n```\nThat is it.", "1");
    ends("f(█\n  const later = 1;", "a, () => {\n  const later = 1;\n", "a, () => {");
    ends("f(█\n  a: 1,\n  b: 2,\n);", "x,\n  a: 1,\n  b: 2,\n", "x,");
    goesOn("a = █", "<|fim_middle|>".slice(0, 0) + "1 < b");
  });

  it("passes over special tokens and a fence before any code", () => {
    const { rule, last } = fed(siteOf("a = █\nb"), "<|fim_middle|>```ts\n1;\nc = 2");
    assert.equal(last, "done");
    assert.equal(rule.visible(), "```ts\n1;");
  });

  it("takes a fence for text where it is", () => {
    const rule = createStopRule(siteOf("█", { languageId: "markdown" }), { stop: [], keepsFences: true });
    assert.equal(rule.push("```ts\n").kind, "line");
    assert.equal(rule.visible(), "```ts\n");
  });

  it("takes as many lines as it may", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `  line${index}();`).join("\n");
    for (const mostLines of [1, 8, 20]) {
      const { rule } = fed(siteOf("f() {█\n}", { mostLines }), `\n${lines}`);
      assert.equal(rule.visible().trim().split("\n").length, mostLines);
    }
  });

  it("tells when the first line is complete, and goes on telling until all is done", () => {
    const rule = createStopRule(siteOf("f() {█\n}"), options);
    const told = ["\n", "  a", "();", "\n  b();", "\n", "}"].map((piece) => rule.push(piece).kind);
    assert.deepEqual(told, ["more", "more", "more", "line", "line", "line"]);
    assert.equal(rule.push("\n\n").kind, "done");
  });

  describe("gives up a model that is lost", () => {
    it("when it says a line again and again, and keeps enough to tell", () => {
      const { rule, last } = fed(siteOf("a();\n█\nb();"), "c();\n".repeat(9));
      assert.equal(last, "done");
      assert.equal(rule.visible(), "c();\n".repeat(4));
      assert.equal(rule.rest(), "");
    });

    it("but not when it says it twice", () => {
      const { rule } = fed(siteOf("a();\n█\nb();"), "c();\nc();\nd();\n");
      assert.equal(rule.visible(), "c();");
    });

    it("when it writes for ever, or one giant line, at a bounded cost", () => {
      const rule = createStopRule(siteOf("a = [█"), options);
      let pieces = 0;
      while (rule.push(`${pieces}, `).kind !== "done") pieces += 1;
      assert.ok(pieces < 2000);
      for (let more = 0; more < 1000; more += 1) rule.push("more".repeat(1000));
      assert.equal(rule.text().length, 4000);
    });
  });

  it("passes over the lines above that a model says again", () => {
    const site = siteOf("const first = 1;\nconst second = 2;\nconst third = █\nlast();");
    const text = "const first = 1;\nconst second = 2;\nconst third = 3;\nconst fourth = 4;";
    const { rule, last } = fed(site, text);
    assert.equal(last, "done");
    assert.equal(rule.visible(), text.slice(0, text.lastIndexOf("\n")));
  });

  it("keeps what comes after the end for later", () => {
    const rule = createStopRule(siteOf("f() {\n  █\n  z();\n}"), options);
    assert.equal(rule.push("a();\n  b();").kind, "done");
    assert.equal(rule.push("\n  c();\n").kind, "done");
    assert.equal(rule.visible(), "a();");
    assert.equal(rule.rest(), "\n  b();\n  c();\n");
    assert.equal(rule.text(), "a();\n  b();\n  c();\n");
  });

  it("keeps nothing that comes after the model's own end", () => {
    const rule = createStopRule(siteOf("█"), options);
    assert.equal(rule.push("a();<|endoftext|>junk").kind, "done");
    assert.equal(rule.push("junk").kind, "done");
    assert.equal(rule.text(), "a();");
    assert.equal(rule.rest(), "");
  });

  it("never gives half a character", () => {
    const rule = createStopRule(siteOf('a = "█'), options);
    rule.push("b\uD83D");
    assert.equal(rule.visible(), "b");
    rule.push("\uDE00");
    assert.equal(rule.visible(), "b😀");
  });

  it("is nothing at first", () => {
    const rule = createStopRule(siteOf("█"), options);
    assert.equal(rule.push("").kind, "more");
    assert.deepEqual([rule.text(), rule.visible(), rule.rest()], ["", "", ""]);
  });
});
