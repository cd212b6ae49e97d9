import assert from "node:assert/strict";
import type { LastCommand } from "../../../src/vscode/followTerminals.ts";
import { contextCommands } from "../../../src/vscode/contextCommands.ts";
import { messages, Uri, window } from "../../support/vscode.ts";

const bash = { name: "bash" };
const zsh = { name: "zsh" };
const run: LastCommand = {
  ...{ id: "1", terminal: "bash", command: "npm test", output: "", lostLines: 0, isRunning: false },
};

describe("vscode/contextCommands", () => {
  const done: string[] = [];
  const mentioning = {
    readEvery: (kind: string, { isMeant = () => true }: { readonly isMeant?: (id: string) => boolean }) => {
      const ids = ["1", "2"].map((id) => `${kind}:${id}`).filter(isMeant);
      return Promise.resolve(void done.push(`read ${ids.join(" ")}`));
    },
    readAt: (uris: readonly string[]) => Promise.resolve(void done.push(`read at ${uris.join(" ")}`)),
  };
  const commands = contextCommands(
    {
      chat: { load: () => Promise.resolve({ session: { mentioning } }) },
      terminals: { last: (terminal) => (terminal === undefined || terminal.name === "bash" ? [run] : []) },
    },
    () => Promise.resolve(void done.push("open")),
  );

  afterEach(() => {
    messages.shown = [];
  });
  beforeEach(() => {
    done.length = 0;
    messages.shown = [];
    window.terminals = [bash, zsh];
  });
  afterEach(() => {
    window.terminals = [];
    window.activeTerminal = undefined;
    window.activeTextEditor = undefined;
  });

  it("adds what is selected in the explorer, else what was clicked, else the open file", async () => {
    const [a, b] = [Uri.parse("file:///a.ts"), Uri.parse("file:///b.ts")];
    window.activeTextEditor = { document: { uri: b }, selection: { isEmpty: true } };
    await commands["drawbridge.addToChat"](a, [a, b]);
    await commands["drawbridge.addToChat"](a, undefined);
    await commands["drawbridge.addToChat"](undefined, undefined);
    assert.deepEqual(
      done.filter((one) => one !== "open"),
      ["read at file:///a.ts file:///b.ts", "read at file:///a.ts", "read at file:///b.ts"],
    );
  });

  it("adds what is selected in the editor whose menu it was, or which is open, and not what is selected in another", async () => {
    const uri = Uri.parse("file:///a.ts");
    const selection = { isEmpty: false, start: { line: 3, character: 2 }, end: { line: 5, character: 0 } };
    window.activeTextEditor = { document: { uri }, selection };
    await commands["drawbridge.addToChat"](uri, undefined);
    await commands["drawbridge.addToChat"](undefined, undefined);
    await commands["drawbridge.addToChat"](Uri.parse("file:///b.ts"), undefined);
    await commands["drawbridge.addToChat"](uri, [uri]);
    assert.deepEqual(
      done.filter((one) => one !== "open"),
      [
        "read selection:1 selection:2",
        "read selection:1 selection:2",
        "read at file:///b.ts",
        "read at file:///a.ts",
      ],
    );
  });

  it("adds the last command of the terminal whose menu it was, else of the one used last", async () => {
    await commands["drawbridge.addTerminalToChat"](bash);
    window.activeTerminal = bash;
    await commands["drawbridge.addTerminalToChat"](undefined);
    const once = ["open", "read terminal:1"];
    assert.deepEqual(done, [...once, ...once]);
  });

  it("says so where no command of that terminal is known, and opens nothing", async () => {
    window.activeTerminal = bash;
    await commands["drawbridge.addTerminalToChat"](zsh);
    assert.deepEqual(done, []);
    assert.match(messages.shown[0]?.[0] ?? "", /^No command of this terminal is known\./);
  });
});
