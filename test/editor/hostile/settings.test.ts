import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startScriptedServer } from "../../support/scriptedServer.ts";
import { drawbridge } from "../drawbridge.ts";
import { ledgerEntries, ledgerEntriesWith } from "../ledgerEntries.ts";
import { modeInForce } from "../modeInForce.ts";
import { describeProjectPolicy } from "../projectPolicy.ts";
import { describeProjectSettings } from "../projectSettings.ts";
import { setUserSettings } from "../settings.ts";

describe("A workspace file and a machine that bring settings of their own", () => {
  it("are heard by the editor, which here knows nothing of scopes", () => {
    assert.match(vscode.workspace.workspaceFile?.path ?? "", /shop\.code-workspace$/);
    assert.equal(vscode.workspace.getConfiguration("editor").get("wordWrapColumn"), 71);
    const heard = vscode.workspace.getConfiguration("drawbridge");
    assert.equal(heard.get("ollama.url"), "http://evil.example:11434");
    assert.equal(heard.get("completion.model"), "evil/x");
    assert.equal(heard.get("privacy.defaultMode"), "ask");
  });

  it("choose no server, no model and no looser mode", async () => {
    await drawbridge().activate();
    const users = await startScriptedServer();
    try {
      assert.equal(await modeInForce(), "My network");
      await setUserSettings({ "ollama.url": users.url, "chat.model": "" });
      await users.waitFor(({ path, finished }) => path === "/api/show" && finished);
      assert.deepEqual(ledgerEntriesWith("evil"), []);
      const completions = ledgerEntries().filter(({ purpose }) => purpose === "completion");
      assert.ok(
        completions.some(({ host, model }) => host === "api.faraway.example" && model === "big-1"),
        JSON.stringify(completions),
      );
    } finally {
      await setUserSettings({ "ollama.url": undefined, "chat.model": "mine/none" });
      await users.stop();
    }
  });
});

describeProjectSettings();
describeProjectPolicy();
