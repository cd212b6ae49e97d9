import assert from "node:assert/strict";
import { dialectOf } from "../../../src/context/dialect.ts";
import { scanCode } from "../../../src/context/scanCode.ts";

describe("context/scanCode", () => {
  /** What is open at the end of code, and the characters that ended something begun before it. */
  function check(languageId: string, code: string, open: string, foreign = ""): void {
    it(`${languageId}: ${JSON.stringify(code)} leaves ${JSON.stringify(open)} open`, () => {
      const scanned = scanCode(code, dialectOf(languageId));
      assert.equal(scanned.open.map(({ closer }) => closer).join(" "), open);
      assert.equal(scanned.foreign.map((index) => code[index]).join(""), foreign);
    });
  }

  describe("counts brackets", () => {
    check("typescript", "f(a, [b, {", ") ] }");
    check("typescript", "f(a) {}", "");
    check("typescript", "a) ]", "", ")]");
    // One that was forgotten does not hide what ends around it.
    check("typescript", "{ f(a; }", "");
  });

  describe("knows texts", () => {
    check("typescript", 'say("(', ') "');
    check("typescript", 'say("\\"(', ') "');
    check("typescript", "'(\nf(", ")");
    check("typescript", "`(\n", "`");
    check("typescript", "`${f(", "` } )");
    check("typescript", "`${f(a)} (`", "");
    check("go", "`${(` + (", ")");
    check("python", '"""a (\n"b', '"""');
    check("python", '"""a""" + (', ")");
    check("rust", "fn f<'a>(x: &'a str, c: char) { if c == '(' {", "} }");
  });

  describe("knows comments", () => {
    check("typescript", "// it's (\nf(", ")");
    check("typescript", "/* ( */ [", "]");
    check("typescript", "/* it's", "*/");
    check("typescript", "// (", "\n");
    check("python", "# (\nf(", ")");
    check("sql", "-- (\nf(", ")");
    check("typescript", "a -- (", ")");
  });

  describe("knows regular expressions", () => {
    check("typescript", "a = /[(/]/.test(", ")");
    check("typescript", "a = b / (c", ")");
    check("typescript", "return /\\(/", "");
  });

  it("goes on from what was open", () => {
    const dialect = dialectOf("typescript");
    const { open } = scanCode('say("', dialect);
    const scanned = scanCode('a") + (', dialect, open);
    assert.deepEqual(scanned.foreign, [1, 2]);
    assert.deepEqual(
      scanned.open.map(({ closer }) => closer),
      [")"],
    );
  });
});
