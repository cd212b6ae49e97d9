import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWorkspaceInstructions } from "../openInstructions.ts";

describe("Rules and prompts of a workspace that is not trusted", () => {
  it("are neither read nor listed", async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail();
    const inFolder = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
    const [rule, prompt] = [inFolder("AGENTS.md"), inFolder(".drawbridge/prompts/joins.md")];
    for (const file of [rule, prompt])
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode("Be brief.\n"));
    const instructions = openWorkspaceInstructions();
    const { rules, prompts } = instructions;
    try {
      assert.deepEqual(await rules.choices(), []);
      assert.deepEqual(rules.current(), { rules: [] });
      assert.deepEqual(await prompts.list(), []);
      assert.deepEqual(await prompts.read("joins"), { kind: "unknown" });
    } finally {
      instructions.dispose();
      for (const file of [rule, inFolder(".drawbridge")])
        await vscode.workspace.fs.delete(file, { recursive: true });
    }
  });
});
