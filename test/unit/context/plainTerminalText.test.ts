import assert from "node:assert/strict";
import { plainTerminalText } from "../../../src/context/plainTerminalText.ts";

describe("context/plainTerminalText", () => {
  function check(name: string, raw: string, expected: string): void {
    it(name, () => {
      assert.equal(plainTerminalText(raw), expected);
    });
  }

  check("keeps plain lines, without blanks at their ends", "one  \r\ntwo\nthree\n\n", "one\ntwo\nthree");
  check("drops colours", "\u001b[1;31mred\u001b[0m \u009b32mgreen\u009b0m", "red green");
  check(
    "drops titles, links and what the editor's shell integration writes",
    "\u001b]0;title\u0007a\u001b]633;C\u001b\\b\u001b]8;;https://x\u001b\\c",
    "abc",
  );
  check("drops strings that are for the terminal alone", "a\u001bPq#0\u001b\\b\u001b_x\u001b\\c", "abc");
  check("drops a title that never ends", "a\u001b]0;title", "a");
  check("drops other escapes and control characters", "a\u001b(B\u001b7b\u0000\u0007c\u001bMd", "abcd");
  check("shows what was written over the beginning of a line last", "10 %\r100 %\r\ndone", "100 %\ndone");
  check("keeps the rest of a line that was written over in part", "abcdef\rXY", "XYcdef");
  check("takes back what was deleted letter by letter", "abc\b\b \b", "a c");
  check("erases to the end of a line, and whole lines", "abcdef\r\u001b[Kx\nold\u001b[2K\rnew", "x\nnew");
  check(
    "goes up to the lines of a list that is drawn again",
    "a …\nb …\n\u001b[2A\u001b[Ka ok\n\u001b[Kb ok\n",
    "a ok\nb ok",
  );
  check("erases everything below", "a\nb\nc\u001b[2A\r\u001b[Jx", "x");
  check("forgets what was on a screen that was cleared", "old\nold\u001b[2J\u001b[Hnew", "new");
  check("shows nothing of a full-screen program", "a\n\u001b[?1049h~\n~\n\u001b[?1049lb", "a\nb");
  check(
    "has everything as it was before a full-screen program, whatever that erased and wherever it moved",
    "one\ntwo\nthr\u001b[?1049h\u001b[2J\u001b[H~\r\n~\u001b[Kx\b\t\u001b[A\u001b[3J\u001b[?1049lee\nfour",
    "one\ntwo\nthree\nfour",
  );
  check("shows nothing of a full-screen program that is still there", "a\n\u001b[?47h\u001b[2Jx", "a");
  check(
    "moves to columns that were written, and no farther",
    "abcdef\u001b[3GX\u001b[99CY\u001b[99D>",
    ">bXdefY",
  );
  check("fills up to the next stop of the tabulator", "a\tb", "a       b");

  it("takes a moment for a line that is written over again and again", () => {
    const raw = `${"x".repeat(20_000)}\r${"y\r".repeat(20_000)}`;
    assert.equal(plainTerminalText(raw), `y${"x".repeat(19_999)}`);
  });
});
