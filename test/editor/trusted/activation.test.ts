import assert from "node:assert/strict";
import * as vscode from "vscode";
import { contributedCommands, drawbridge } from "../drawbridge.ts";

describe("Drawbridge in a trusted folder", () => {
  it("is trusted", () => {
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it("activates", async () => {
    const extension = drawbridge();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("answers every command it contributes", async () => {
    await drawbridge().activate();
    const contributed = contributedCommands();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.notDeepEqual(contributed, []);
    assert.deepEqual(
      contributed.filter((command) => !registered.has(command)),
      [],
    );
  });
});
