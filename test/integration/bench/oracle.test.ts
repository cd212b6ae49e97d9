import assert from "node:assert/strict";
import { oracleOf } from "../../../bench/replay/oracle.ts";

/** A document of many different lines, so that each has a chance of its own. */
const lines = Array.from(
  { length: 300 },
  (_, index) => `  const value${index} = compute(${index * 7}, "x${index}");`,
);
const final = `function all() {\n${lines.join("\n")}\n}\n`;
const oracle = oracleOf(final);

/** Asks at a place of a line, while that line and the next one are not written yet. */
function askAt(line: number, column: number): { text: string; isTrue: boolean; expected: string } {
  const start = final.indexOf(lines[line] ?? "");
  const at = start + column;
  const end = final.indexOf("\n", final.indexOf("\n", at) + 1);
  const answer = oracle({ before: final.slice(0, at), after: final.slice(end) });
  return { ...answer, expected: final.slice(at, end) };
}

const everywhere = lines.slice(0, -3).map((_, line) => askAt(line, 10));

describe("the oracle", () => {
  it("answers truly as often as a small model does", () => {
    const share = everywhere.filter(({ isTrue }) => isTrue).length / everywhere.length;
    assert.ok(share > 0.5 && share < 0.7, `${share}`);
  });

  it("gives what is missing when it answers truly, and runs on in three of ten answers", () => {
    const truths = everywhere.filter(({ isTrue }) => isTrue);
    for (const { text, expected } of truths) assert.ok(text.startsWith(expected), text);
    const share = truths.filter(({ text, expected }) => text !== expected).length / truths.length;
    assert.ok(share > 0.2 && share < 0.4, `${share}`);
  });

  it("gives another line of about that length when it does not", () => {
    const wrong = everywhere.filter(({ isTrue }) => !isTrue);
    for (const { text, expected } of wrong) {
      assert.ok(!expected.startsWith(text));
      assert.ok(final.includes(text.split("\n")[0] ?? ""), text);
    }
  });

  it("says the same at every place of a line, to everybody", () => {
    for (const column of [2, 20, 30])
      assert.deepEqual(
        lines.slice(0, -3).map((_, line) => askAt(line, column).isTrue),
        everywhere.map(({ isTrue }) => isTrue),
      );
  });

  it("knows the place by the last lines alone", () => {
    const line = everywhere.findIndex(({ isTrue }, index) => isTrue && index > 5);
    const at = final.indexOf(lines[line] ?? "") + 10;
    const end = final.indexOf("\n", final.indexOf("\n", at) + 1);
    const after = final.slice(end);
    const whole = oracle({ before: final.slice(0, at), after });
    const window = oracle({ before: `// other.ts\n${final.slice(at - 40, at)}`, after: after.slice(0, 200) });
    assert.deepEqual(window, whole);
  });

  it("is wrong where the line has a slip of the fingers", () => {
    const at = final.indexOf(lines[5] ?? "") + 10;
    for (const slip of ["cosnt", "q"])
      assert.equal(oracle({ before: `${final.slice(0, at)}${slip}`, after: final.slice(at) }).isTrue, false);
  });

  it("ends with the paragraph where nothing follows", () => {
    const answers = Array.from({ length: 40 }, (_, index) => {
      const paragraph = `first line of ${index}\nsecond line of ${index}\nthird line of ${index}`;
      return oracleOf(`${paragraph}\n\nnext\n`)({ before: `first line of ${index}\nsec`, after: "" });
    });
    const known = answers.filter(({ isTrue, text }) => isTrue && !text.includes("\n\n"));
    assert.ok(known.length > 10);
    for (const { text } of known) assert.match(text, /^ond line of \d+\nthird line of \d+\n?$/u);
  });
});
