import assert from "node:assert/strict";
import { surroundings } from "../../../src/context/editorSnapshot.ts";
import { cutCompletion, type Cut } from "../../../src/stream/cutCompletion.ts";
import { snapshot } from "../../support/samples.ts";

function cut(
  document: string,
  written: string,
  more: { readonly mostLines?: number; readonly keepsFences?: boolean } = {},
): Cut {
  const { linePrefix, lineSuffix, suffix } = surroundings(snapshot(document));
  return cutCompletion(written, {
    linePrefix,
    lineSuffix,
    suffix,
    mostLines: 8,
    keepsFences: false,
    ...more,
  });
}

describe("stream/cutCompletion", () => {
  /** The document with `█` where the cursor is, what the model has written, and the document afterwards. */
  function check(document: string, written: string, expected: string): void {
    it(`${JSON.stringify(document)} + ${JSON.stringify(written)} = ${JSON.stringify(expected)}`, () => {
      assert.equal(
        document.replace("█", () => cut(document, written).text),
        expected,
      );
    });
  }

  describe("takes what belongs to the line or block that was begun", () => {
    check("const a = █", "1;", "const a = 1;");
    check("const a = █", "1;\nconst b = 2;", "const a = 1;");
    check("const a = █", "1;\n\nother", "const a = 1;");
    check("function f() {█", "\n  a();\n  b();\n}", "function f() {\n  a();");
    check("function f() {█", "\n  if (a) {\n    b();\n  }\n}", "function f() {\n  if (a) {\n    b();\n  }");
    check("if (x) {\n  █\n}", "a();\n  b();\n}", "if (x) {\n  a();\n}");
    check("█", "for (;;) {\n  a();\n  b();\n}\nc();", "for (;;) {\n  a();\n  b();\n}");
    check("const a = █", "[\n  1,\n];\nnext", "const a = [\n  1,\n];");
    check("x = █", "1   \n", "x = 1");
    check("a = █", "1;\r\nb = 2;\r\n", "a = 1;");
    check("a = █", "   \n\n", "a = ");
    check("a = █", "", "a = ");
  });

  describe("takes one line where code stands behind the position", () => {
    check("f(█, b)", "a\n  c", "f(a, b)");
    check("f(█) + 1", "a\nb", "f(a) + 1");
    check("a = █b", "\nc", "a = b");
  });

  describe("leaves out what is there already, and only that", () => {
    check("f(█)", "a)", "f(a)");
    check("f(█);", "a);", "f(a);");
    check("f(█);", "a)", "f(a);");
    check("print(█)", "len(items)", "print(len(items))");
    check("print(█)", "len(items))", "print(len(items))");
    check("[█]", "a[0]", "[a[0]]");
    check("[█]", "a[0]]", "[a[0]]");
    check("f({█})", "a: g(b)", "f({a: g(b)})");
    check("f({█})", "a: g(b)})", "f({a: g(b)})");
    check('say("█")', 'hello")', 'say("hello")');
    check('say("█");', 'hello"', 'say("hello");');
    check("f(█)", '"a"', 'f("a")');
    check("f(█, b)", "a, b)", "f(a, b)");
    check("f(█, b)", "a,", "f(a, b)");
    check("if (x) {\n  █\n}", "a();\n}", "if (x) {\n  a();\n}");
    check("a = █\nb = 2", "1\nb = 2", "a = 1\nb = 2");
    check("return █;", "a;", "return a;");
  });

  describe("stops at a code fence, except in Markdown", () => {
    check("a = █", "1\n```\nThat is it.", "a = 1");
    it("keeps fences in Markdown", () => {
      assert.equal(cut("█", "Text\n```js", { keepsFences: true }).text, "Text");
      assert.equal(cut("█", "```js\nlet a;\n```", { keepsFences: true }).text, "```js");
    });
  });

  /** Whether more text of the model could still change the completion. */
  function checkComplete(document: string, written: string, expected: boolean): void {
    it(`${JSON.stringify(written)} at ${JSON.stringify(document)} is ${expected ? "all there is" : "perhaps not all"}`, () => {
      assert.equal(cut(document, written).complete, expected);
    });
  }

  describe("knows when it is whole", () => {
    checkComplete("a = █", "1", false);
    // A line that has only just begun is not a blank line yet.
    checkComplete("a = █", "1;\n", false);
    checkComplete("  a(█", "1,\n    ", false);
    checkComplete("a = █", "1;\n\n", true);
    checkComplete("a = █", "1;\nb", true);
    checkComplete("f() {█", "\n  a();\n", false);
    checkComplete("f() {█", "\n  a(\n    b", false);
    checkComplete("f() {█", "\n  a();\n  b", true);
    checkComplete("f() {█", "\n  a();\n}", true);
    checkComplete("f(█, b)", "a", false);
    checkComplete("f(█, b)", "a\n", true);
    checkComplete("a = █", "1\n```", true);
  });

  it("takes as many lines as it may", () => {
    const written = `for (;;) {${Array.from({ length: 19 }, (_, index) => `\n  line${index}();`).join("")}`;
    for (const mostLines of [1, 8, 20]) {
      const { text, complete } = cut("█", written, { mostLines });
      assert.equal(text.split("\n").length, mostLines);
      assert.equal(complete, mostLines < 20);
    }
  });
});
