import assert from "node:assert/strict";
import { messageFromAnswer } from "../../../../src/edit/commit/messageFromAnswer.ts";

describe("edit/commit/messageFromAnswer", () => {
  function check(name: string, text: string, expected: string): void {
    it(name, () => {
      const message = messageFromAnswer({ text, isWhole: true });
      assert.equal(message, expected);
      assert.equal(messageFromAnswer({ text: message, isWhole: true }), message);
    });
  }

  check(
    "leaves a message as it is",
    "Sum an empty list to 0\n\nIt was NaN.",
    "Sum an empty list to 0\n\nIt was NaN.",
  );
  check("takes a message out of its fence", "```\nfix: sum [] to 0\n```", "fix: sum [] to 0");
  check(
    "drops what announces the message and what speaks about it",
    "Here is a commit message for your changes:\n\n```text\nfix: sum [] to 0\n\n- start at 0\n```\n\nLet me know if it fits.",
    "fix: sum [] to 0\n\n- start at 0",
  );
  check(
    "drops a remark behind a message without a fence",
    "Sum [] to 0\n\nNote: I assumed tests pass.",
    "Sum [] to 0",
  );
  check("drops the name of the message before it", "Commit message: Sum [] to 0", "Sum [] to 0");
  check(
    "drops a bold name of the subject",
    "**Subject:** Sum [] to 0\n\nBecause.",
    "Sum [] to 0\n\nBecause.",
  );
  check("drops the quotes around it", '"Sum [] to 0"', "Sum [] to 0");
  check("keeps quotes that are part of it", '"sum" and "mean" take []', '"sum" and "mean" take []');
  check("drops bold and headings from the first line", "# **Sum [] to 0**", "Sum [] to 0");
  check("drops what the model thought", "<think>a list, hm</think>\nSum [] to 0", "Sum [] to 0");
  check("has nothing to say of thoughts without an end", "<think>a list, hm", "");
  check(
    "puts an empty line behind the first one",
    "Sum [] to 0\n- start at 0",
    "Sum [] to 0\n\n- start at 0",
  );
  check(
    "writes line ends as git does and drops blanks at them",
    "Sum [] to 0  \r\n\r\nBecause.  ",
    "Sum [] to 0\n\nBecause.",
  );
  check("drops what cannot be seen", "Sum\u202E [] to 0\u0007", "Sum [] to 0");
  check(
    "keeps a message that begins like an announcement",
    "OK button: focus it when the dialog opens",
    "OK button: focus it when the dialog opens",
  );
  check("keeps a fence further down", "Show code\n\n```ts\nlet a;\n```", "Show code\n\n```ts\nlet a;\n```");
  check("has nothing to say of nothing", " \n\n", "");

  describe("shortens a first line of more than 72 characters", () => {
    check(
      "before a new thought, which stands below it",
      "Start the sum at 0 so that an empty list gives 0, and test it with lists of none, one and many numbers",
      "Start the sum at 0 so that an empty list gives 0\n\nand test it with lists of none, one and many numbers",
    );
    check(
      "between two words",
      `${"word ".repeat(20).trim()}\n\nBody.`,
      `${"word ".repeat(14).trim()}\n\n${"word ".repeat(6).trim()}\n\nBody.`,
    );
    check("in a word that never ends", "a".repeat(100), `${"a".repeat(72)}\n\n${"a".repeat(28)}`);
  });

  describe("while it grows", () => {
    const growing = (text: string): string => messageFromAnswer({ text, isWhole: false });

    it("holds a line back that may only announce the message", () => {
      assert.equal(growing("Here is a commit"), "");
      assert.equal(growing("Here is a commit message:\n"), "");
      assert.equal(growing("Here is a commit message:\n```\nfix: s"), "fix: s");
      assert.equal(growing("Commit mess"), "");
    });

    it("shows a message as far as it has come, its first line however long", () => {
      assert.equal(growing("Sum [] t"), "Sum [] t");
      assert.equal(growing("a".repeat(80)), "a".repeat(80));
    });
  });
});
