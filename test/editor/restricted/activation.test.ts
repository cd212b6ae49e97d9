import assert from "node:assert/strict";
import * as vscode from "vscode";
import { drawbridge } from "../drawbridge.ts";

describe("Drawbridge in Restricted Mode", () => {
  it("is not trusted", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("activates all the same, because it declares limited support", async () => {
    const extension = drawbridge();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
