import assert from "node:assert/strict";
import { terminalAttachment, type CommandRun } from "../../../src/chat/terminalAttachment.ts";

describe("chat/terminalAttachment", () => {
  const ended: CommandRun = {
    ...{ id: "1", command: "npm test", output: "\u001b[31mfailed\u001b[0m\r\n", lostLines: 0 },
    isRunning: false,
  };
  const run: CommandRun = { ...ended, exitCode: 1 };

  it("holds the command, what a person sees of its output, and how it ended", () => {
    assert.deepEqual(terminalAttachment(run), {
      attachments: [
        {
          source: { kind: "terminal", id: "1", command: "npm test" },
          languageId: "",
          text: "$ npm test\nfailed\n(exit code 1)",
        },
      ],
    });
  });

  function checkText(name: string, changes: Partial<CommandRun>, expected: string): void {
    it(name, () => {
      assert.equal(terminalAttachment({ ...ended, ...changes }).attachments[0]?.text, expected);
    });
  }

  checkText(
    "says that a command is still running",
    { isRunning: true },
    "$ npm test\nfailed\n(still running)",
  );
  checkText("says no code that the shell did not tell", {}, "$ npm test\nfailed\n(ended)");
  checkText("needs no output", { output: "" }, "$ npm test\n(ended)");

  it("says what to do when the editor told nothing that a command wrote", () => {
    assert.match(
      terminalAttachment({ ...run, output: "" }).leftOut ?? "",
      /^The editor told nothing that the command wrote\./,
    );
  });

  it("keeps the end of what is long, in whole lines, and says how much of how much that is", () => {
    const output = Array.from({ length: 10_000 }, (_, index) => `line ${index}`).join("\n");
    const { attachments, leftOut } = terminalAttachment({ ...run, output, lostLines: 100 });
    const [attachment] = attachments;
    assert.equal(attachment?.cut, "last 3,000 of 10,100 lines");
    assert.match(attachment.text, /^\$ npm test\nline 7000\n/);
    assert.match(attachment.text, /line 9999\n\(exit code 1\)$/);
    assert.equal(leftOut, "The command wrote a lot: the last 3,000 of 10,100 lines go along.");
  });

  it("says how much of one giant line it keeps, and begins with no half character", () => {
    const { attachments, leftOut } = terminalAttachment({
      ...run,
      output: `a${"𝒳".repeat(30_000)}${"b".repeat(29_999)}\n`,
    });
    assert.equal(attachments[0]?.cut, "last 29,999 of 90,000 characters");
    assert.match(attachments[0].text, /^\$ npm test\nb+\n\(exit code 1\)$/);
    assert.equal(leftOut, "The command wrote a lot: the last 29,999 of 90,000 characters go along.");
  });
});
