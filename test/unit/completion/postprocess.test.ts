import assert from "node:assert/strict";
import { postprocess } from "../../../src/completion/postprocess.ts";
import type { Fitting, Site, Unfit } from "../../../src/completion/site.ts";
import { siteOf } from "../../support/siteOf.ts";

const parts = { stop: ["<|endoftext|>"], keepsFences: false };

/** The document after what fits of an answer was taken, the editor's way; or why nothing fits. */
function taken(document: string, answer: string, more: Partial<Site> = {}): string {
  const site = siteOf(document, more);
  const result = postprocess(answer, site, parts);
  if (!result.ok) return result.error;
  const { text, replaced } = result.value;
  return site.prefix + text + site.suffix.slice(replaced);
}

function fitting(site: Site, answer: string): Fitting {
  const result = postprocess(answer, site, parts);
  assert.ok(result.ok);
  return result.value;
}

describe("completion/postprocess", () => {
  function check(document: string, answer: string, expected: string, more: Partial<Site> = {}): void {
    it(`${JSON.stringify(document)} + ${JSON.stringify(answer)} = ${JSON.stringify(expected)}`, () => {
      assert.equal(taken(document, answer, more), expected);
    });
  }

  function unfit(document: string, answer: string, why: Unfit, more: Partial<Site> = {}): void {
    it(`${JSON.stringify(answer.slice(0, 60))} at ${JSON.stringify(document)} is ${why}`, () => {
      assert.equal(taken(document, answer, more), why);
    });
  }

  describe("takes what belongs to what was begun", () => {
    check("const a = █", "123;", "const a = 123;");
    check("const a = █\nb;", "123;\nconst b = 2;", "const a = 123;\nb;");
    check("function f() {█\n}", "\n  a();\n  b();\n}\n\nfunction g() {", "function f() {\n  a();\n  b();\n}");
    check("if (x) {\n  █\n}", "a();\n  b();\n}", "if (x) {\n  a();\n  b();\n}");
    check("a = █", "foo;<|endoftext|>bar", "a = foo;");
    check("a = █", "```ts\nfoo;\n```\nThat is it.", "a = foo;");
  });

  describe("leaves out what is there already", () => {
    check("f(█)", "abc)", "f(abc)");
    check("f(█);", "abc);", "f(abc);");
    check("f(█, b)", "abc, b)", "f(abc, b)");
    check("f(█, b)", "abc)", "f(abc, b)");
    check("f({█})", " a: g(b) })", "f({ a: g(b) })");
    check('say("█");', 'hello");', 'say("hello");');
    check("const total = █", "const total = 100;", "const total = 100;");
    check("const tot█", "total = 1;", "const total = 1;");
    check(
      "f() {\n  abc();\n  █\n  xyz();\n}",
      "def();\n  xyz();\n}",
      "f() {\n  abc();\n  def();\n  xyz();\n}",
    );
  });

  it("stands in place of what the editor has closed by itself", () => {
    assert.deepEqual(fitting(siteOf("function f() {█}"), "\n  return 1;\n}"), {
      text: "\n  return 1;\n}",
      replaced: 1,
    });
    assert.deepEqual(fitting(siteOf("f(█)"), "a) + b;"), { text: "a) + b;", replaced: 1 });
  });

  describe("says why nothing fits", () => {
    unfit("a = █", "", "blank");
    unfit("a = █", " \n\n\t", "blank");
    unfit("a = █", "<|endoftext|>", "blank");
    unfit("f(█)", ")", "blank");
    unfit("const total = █", "const total = ", "blank");
    unfit("a();\n█", "Here is the code that you asked for:", "prose");
    unfit("a();\n█", "b();\n".repeat(10), "repetition");
    unfit("a = [█", "foo, ".repeat(100), "repetition");
    unfit("computeTotal(a);\n█", "computeTotal(a);", "duplicate");
    unfit("█\ncomputeTotal(a);", "computeTotal(a);", "duplicate");
    unfit("a = █", "1;", "tooShort");
    unfit("f(█)", "a", "tooShort");
  });

  describe("holds less back when somebody asks for it", () => {
    check("a = █", "1;", "a = 1;", { manual: true });
    unfit("a = █", " ", "blank", { manual: true });
  });

  it("writes its own line breaks, whatever the document and the model have", () => {
    for (const [document, answer] of [
      ["f() {█\r\n}\r\n", "\r\n  a();\r\n  b();\r\n}"],
      ["f() {█\r\n}\n", "\n  a();\n  b();\n}"],
      ["f() {█\n}\r\n", "\r\n  a();\n  b();\r}"],
    ] as const)
      assert.deepEqual(fitting(siteOf(document), answer), { text: "\n  a();\n  b();", replaced: 0 });
  });

  it("says the same of what it has made, and of its rest while it is typed", () => {
    for (const [document, answer] of [
      ["function f() {█\n}", "\n  if (a) {\n    b(c, [\n      1,\n    ]);\n  }\n  return d;\n}"],
      ["  a();\n  █\n  z();", "for (const b of c) {\n    d(b);\n  }\n  e();"],
      ["const a = [█];", "first, second]"],
      ["f({█})", "\n  a: 1,\n  b: 2,\n})"],
      ['say("█");', "hello, you"],
    ] as const) {
      const site = siteOf(document, { manual: true });
      const made = fitting(site, answer);
      assert.deepEqual(fitting(site, made.text), made);
      for (let typed = 1; typed < made.text.length; typed += 1) {
        const rest = made.text.slice(typed);
        // A line break is typed together with the indentation behind it, and what closes alone is there already.
        if (/^\s/.test(rest) && /\n\s*$/.test(made.text.slice(0, typed))) continue;
        if (rest.trim().length <= made.replaced) continue;
        const later = { ...site, prefix: site.prefix + made.text.slice(0, typed) };
        assert.deepEqual(fitting(later, rest), { ...made, text: rest }, JSON.stringify(rest));
      }
    }
  });

  describe("bears documents as they are", () => {
    check("\tif a:\n\t\t█", "    return 1", "\tif a:\n\t\treturn 1", { languageId: "python" });
    check('name = "שלום █"', 'עולם"', 'name = "שלום עולם"');
    check('a = "😀█"', "😀😀😀", 'a = "😀😀😀😀"');
    check("# Title\n\n█", "Here is the text that follows.", "# Title\n\nHere is the text that follows.", {
      languageId: "markdown",
    });
    check("// █", "Here is the code that follows.", "// Here is the code that follows.");
    unfit("█", "", "blank");
    check("█", "const a = 1;", "const a = 1;");

    it("never gives half a character", () => {
      assert.equal(taken('a = "█', "abc\uD83D"), 'a = "abc');
    });
  });

  describe("bears giants", () => {
    const large = `${"const a = f(1);\n".repeat(65_000)}█\n${"const b = g(2);\n".repeat(65_000)}`;
    const giants = {
      "a file of 2 MB": [large, "const c = 3;"],
      "a line of 200,000 characters before": [`a = "${"x".repeat(200_000)}█`, 'abc";'],
      "a line of 200,000 characters behind": [`a = [█${"1, ".repeat(70_000)}]`, "0, 0, "],
      "200,000 blanks before": [`a${" ".repeat(200_000)}█`, "= 12;"],
      "200,000 brackets before": [`${"(".repeat(200_000)}█`, "abc);"],
      "200,000 blanks in an answer": ["a = █", ` ${" ".repeat(200_000)}x`],
      "200,000 closers in an answer": ["a = █", ")".repeat(200_000)],
      "200,000 lines in an answer": ["f() {█\n}", "\n  a();".repeat(200_000)],
      "an endless line in an answer": ["a = █", "abc".repeat(200_000)],
      "endless tokens in an answer": ["a = █", "<|endoftext|>".repeat(20_000)],
    } as const;
    for (const [name, [document, answer]] of Object.entries(giants)) {
      it(name, () => {
        const result = postprocess(answer, siteOf(document), parts);
        assert.ok(!result.ok || result.value.text.length <= 4000);
      });
    }
  });
});
