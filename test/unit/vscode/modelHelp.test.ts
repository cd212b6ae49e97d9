import assert from "node:assert/strict";
import { ollamaProvider } from "../../../src/settings/providerConfig.ts";
import { showModelHelp } from "../../../src/vscode/modelHelp.ts";
import { commandsRun, env, messages } from "../../support/vscode.ts";

const ollama = ollamaProvider("http://127.0.0.1:11434");

describe("vscode/modelHelp", () => {
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    commandsRun.length = 0;
    env.clipboard.text = "";
  });

  it("copies the command when asked to, and not otherwise", async () => {
    await showModelHelp(ollama, "chat");
    assert.equal(env.clipboard.text, "");
    messages.answer = "Copy Command";
    await showModelHelp(ollama, "chat");
    assert.equal(env.clipboard.text, "ollama pull qwen2.5-coder:1.5b");
    assert.equal(messages.shown[0]?.[1], "Copy Command");
  });

  it("opens the settings for a server that takes no command", async () => {
    messages.answer = "Open Settings";
    await showModelHelp({ ...ollama, id: "lm", kind: "openaiCompatible", label: "LM Studio" }, "chat");
    assert.deepEqual(commandsRun, [["workbench.action.openSettings", "drawbridge.providers"]]);
  });
});
