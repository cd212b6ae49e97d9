import assert from "node:assert/strict";
import { homedir } from "node:os";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import { showStartHelp, startOllama } from "../../../src/vscode/startHelp.ts";
import { messages, terminals, Uri } from "../../support/vscode.ts";

const ollama = ollamaProvider("http://127.0.0.1:11500");
// An address, not a path: the editor takes a path to mean the machine that the window is connected to.
const cwd = Uri.file(homedir());
const found = { kind: "found", path: "/usr/local/bin/ollama", service: false } as const;

describe("vscode/startHelp", () => {
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    terminals.length = 0;
  });

  it("starts the very program that was found, where it is looked for, with its cloud off, not in the project", () => {
    startOllama(ollama, found);
    const env = { OLLAMA_NO_CLOUD: "1", OLLAMA_HOST: "http://127.0.0.1:11500" };
    assert.deepEqual(terminals, [
      {
        options: { name: "Ollama", cwd, env, shellPath: found.path, shellArgs: ["serve"] },
        typed: [],
      },
    ]);
  });

  it("leaves it to the user's own shell to find a program that is not at its usual places", () => {
    startOllama(ollama, { kind: "notFound" });
    const env = { OLLAMA_NO_CLOUD: "1", OLLAMA_HOST: "http://127.0.0.1:11500" };
    assert.deepEqual(terminals, [{ options: { name: "Ollama", cwd, env }, typed: ["ollama serve"] }]);
  });

  it("starts nothing before the user agreed to what it says", async () => {
    assert.equal(await showStartHelp(ollama, found), false);
    assert.equal(terminals.length, 0);
    assert.match(messages.shown[0]?.[0] ?? "", /its own cloud features off \(OLLAMA_NO_CLOUD=1\)/);
    messages.answer = "Start in Terminal";
    assert.equal(await showStartHelp(ollama, found), true);
    assert.equal(terminals.length, 1);
  });

  it("starts nothing that is not sure to be Ollama, and calls it by its label", async () => {
    messages.answer = "Start in Terminal";
    await showStartHelp({ ...ollama, id: "engine", label: "Development engine" }, found);
    assert.equal(
      messages.shown[0]?.[0],
      "Start Development engine so that it listens at http://127.0.0.1:11500, then try again.",
    );
    await showStartHelp(undefined, found);
    assert.equal(messages.shown[1]?.[0], "Start the server, then try again.");
    assert.equal(terminals.length, 0);
  });

  it("starts nothing for a server on another machine", async () => {
    messages.answer = "Start in Terminal";
    await showStartHelp(ollamaProvider("http://gpu-box:11434"), found);
    assert.match(messages.shown[0]?.[0] ?? "", /Start it on that machine/);
    assert.equal(terminals.length, 0);
  });
});
