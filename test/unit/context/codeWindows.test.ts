import assert from "node:assert/strict";
import { codeWindows } from "../../../src/context/codeWindows.ts";

const rows = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join("\n");
const linesOf = (text: string): readonly string[] =>
  [...codeWindows({ text })].map(({ lines }) => `${lines.first}-${lines.last}`);

describe("context/codeWindows", () => {
  it("is one window for a short document", () => {
    assert.deepEqual(linesOf(rows(12)), ["1-12"]);
  });

  it("overlaps by half, and ends with the document", () => {
    assert.deepEqual(linesOf(rows(90)), ["1-40", "21-60", "41-80", "61-90"]);
  });

  it("says which lines it holds", () => {
    const [, second] = codeWindows({ text: rows(60) });
    assert.equal(second?.text.split("\n")[0], "line 21");
  });

  it("counts lines with any ending", () => {
    assert.deepEqual(linesOf(rows(90).replaceAll("\n", "\r\n")), linesOf(rows(90)));
  });

  it("leaves out lines that no person writes", () => {
    assert.deepEqual(linesOf(`${"a+".repeat(4001)}\n${rows(60)}`), ["21-60", "41-61"]);
  });

  it("leaves out what is blank", () => {
    assert.deepEqual(linesOf(""), []);
    assert.deepEqual(linesOf("\n".repeat(50)), []);
  });
});
