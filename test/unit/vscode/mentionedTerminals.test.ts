import assert from "node:assert/strict";
import { sourceLabel } from "../../../src/terms/source.ts";
import { followTerminals } from "../../../src/vscode/followTerminals.ts";
import { mentionedTerminals } from "../../../src/vscode/mentionedTerminals.ts";
import { happenings, window } from "../../support/vscode.ts";

const { signal } = new AbortController();

/** A command whose output a test writes. */
function execution(command: string) {
  let write = (): void => undefined;
  const parts: (string | undefined)[] = [];
  const read = async function* (): AsyncGenerator<string> {
    for (;;) {
      while (parts.length === 0) await new Promise<void>((resolve) => (write = resolve));
      const part = parts.shift();
      if (part === undefined) return;
      yield part;
    }
  };
  return {
    commandLine: { value: command },
    read,
    write: (part: string | undefined): void => {
      parts.push(part);
      write();
    },
  };
}

/** Lets what was written be read. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("vscode/mentionedTerminals", () => {
  let terminals: ReturnType<typeof followTerminals>;
  beforeEach(() => {
    terminals = followTerminals();
  });
  afterEach(() => {
    terminals.dispose();
    window.terminals = [];
  });

  const bash = { name: "bash" };
  const zsh = { name: "zsh" };

  async function run(terminal: object, command: string, output: string, exitCode?: number): Promise<void> {
    const running = execution(command);
    happenings.commandStarted.fire({ terminal, execution: running });
    running.write(output);
    await settled();
    if (exitCode === undefined) return;
    happenings.commandEnded.fire({ terminal, execution: running, exitCode });
    running.write(undefined);
  }

  const offered = (query: string) => mentionedTerminals(terminals)(query, signal);

  it("offers the last command of each terminal, the latest first, with how it ended", async () => {
    await run(bash, "ls", "a\n", 0);
    await run(zsh, "npm run watch", "…\n");
    await run(bash, "npm test", "failed\n", 1);
    assert.deepEqual(
      (await offered("term")).map(({ label, detail }) => [label, detail]),
      [
        ["npm test", "bash · exit code 1"],
        ["npm run watch", "zsh · still running"],
      ],
    );
    assert.deepEqual(
      (await offered("watch")).map(({ label }) => label),
      ["npm run watch"],
    );
  });

  it("reads the command with what it wrote, and names it after the command", async () => {
    await run(bash, "npm test", "\u001b[31mfailed\u001b[0m\n", 1);
    const [offer] = await offered("");
    const { attachments } = (await offer?.read(signal)) ?? assert.fail("nothing is offered");
    assert.deepEqual(
      attachments.map(({ source, text }) => [sourceLabel(source), text]),
      [["Terminal: npm test", "$ npm test\nfailed\n(exit code 1)"]],
    );
  });

  it("reads what a command wrote also when the editor tells of its end before that, or it was offered before that", async () => {
    const running = execution("printf 42");
    happenings.commandStarted.fire({ terminal: bash, execution: running });
    const [early] = await offered("");
    happenings.commandEnded.fire({ terminal: bash, execution: running, exitCode: 0 });
    const reading = early?.read(signal);
    running.write("42\n");
    running.write(undefined);
    const { attachments } = (await reading) ?? assert.fail("nothing is offered");
    assert.deepEqual(
      attachments.map(({ text }) => text),
      ["$ printf 42\n42\n(exit code 0)"],
    );
  });

  it("keeps no more than the end of an endless output, in whole lines, and counts the lines before", async () => {
    const line = `${"x".repeat(99)}\n`;
    await run(bash, "yes", line.repeat(10_000));
    const [last] = terminals.last();
    assert.ok(last !== undefined && last.output.length <= 400_000);
    assert.equal(last.output.length / line.length + last.lostLines, 10_000);
  });

  it("forgets the command of a terminal that was closed", async () => {
    await run(bash, "ls", "a\n", 0);
    happenings.terminalClosed.fire(bash);
    assert.deepEqual(terminals.last(), []);
  });

  function checkNothing(why: string, open: typeof window.terminals, sentence: RegExp): void {
    it(`says why there is nothing: ${why}`, async () => {
      window.terminals = open;
      assert.deepEqual(await offered(""), []);
      const [offer] = await offered("terminal");
      const read = await offer?.read(signal);
      assert.deepEqual(read?.attachments, []);
      assert.match(read.leftOut ?? "", sentence);
    });
  }

  checkNothing("no terminal is open", [], /^No terminal is open\./);
  checkNothing("no command was run", [{ shellIntegration: {} }], /^No command was run/);
  checkNothing("the shell does not tell", [{}], /shell integration is not active/);
});
