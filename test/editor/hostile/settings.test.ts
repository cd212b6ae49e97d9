import assert from "node:assert/strict";
import * as vscode from "vscode";
import { startScriptedServer } from "../../support/scriptedServer.ts";
import { drawbridge } from "../drawbridge.ts";
import { ledgerRows } from "../ledgerRows.ts";
import { modeInForce } from "../modeInForce.ts";
import { setUserSettings } from "../settings.ts";

describe("A workspace file and a machine that bring settings of their own", () => {
  it("are read by the editor", async () => {
    await drawbridge().activate();
    assert.match(vscode.workspace.workspaceFile?.path ?? "", /shop\.code-workspace$/);
    const editor = vscode.workspace.getConfiguration("editor");
    assert.equal(editor.inspect("rulers")?.workspaceValue?.toString(), "72");
    assert.equal(editor.get("wordWrapColumn"), 71);
  });

  it("choose no server, no model and no looser mode", async () => {
    const users = await startScriptedServer();
    try {
      assert.equal(await modeInForce(), "On this device");
      await setUserSettings({ "ollama.url": users.url, "chat.model": "" });
      await users.waitFor(({ path, finished }) => path === "/api/show" && finished);
      const rows = await ledgerRows();
      assert.deepEqual(
        rows.filter((row) => row.includes("evil")),
        [],
      );
      assert.ok(
        rows.some((row) => /completion {2,}api\.faraway\.example .* big-1 /.test(row)),
        rows.join("\n"),
      );
    } finally {
      await setUserSettings({ "ollama.url": undefined, "chat.model": "mine/none" });
      await users.stop();
    }
  });
});
