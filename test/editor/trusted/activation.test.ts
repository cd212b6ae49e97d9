import assert from "node:assert/strict";
import * as vscode from "vscode";
import { commandTable } from "../../../src/vscode/commandTable.ts";
import { activateApart } from "../activateApart.ts";
import { drawbridge } from "../drawbridge.ts";
import { ledgerEntries } from "../ledgerEntries.ts";
import { loadedBundles } from "../loadedBundles.ts";

describe("Drawbridge in a trusted folder", () => {
  it("is active without having loaded or asked anything that nobody needs yet", async () => {
    // The chosen model is of a kind of server that is asked nothing before it is used.
    assert.equal(vscode.workspace.isTrusted, true);
    await drawbridge().activate();
    assert.deepEqual(loadedBundles(), ["extension.cjs"]);
    assert.deepEqual(ledgerEntries(), []);
  });

  it("answers every command of its table", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = Object.keys(commandTable).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});

describe("The act of activation", () => {
  it("ends before anything is dialled and before a bundle that is loaded late", () => {
    const apart = activateApart();
    try {
      assert.equal(apart.returned, undefined, "activate() must not be awaited");
      assert.equal(apart.dialled, 0);
      assert.deepEqual(apart.loaded, ["extension.cjs"]);
      assert.deepEqual(apart.commands.toSorted(), Object.keys(commandTable).sort());
    } finally {
      apart.dispose();
    }
  });

  it("registers ghost text for code, and for no box in which people write to a program", async () => {
    const apart = activateApart();
    apart.dispose();
    const empty = vscode.workspace.registerTextDocumentContentProvider("vscode-scm", {
      provideTextDocumentContent: () => "commit message",
    });
    const chat = vscode.workspace.registerTextDocumentContentProvider("chatSessionInput", {
      provideTextDocumentContent: () => "question",
    });
    try {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uris = {
        code: vscode.Uri.joinPath(folder.uri, "src", "sum.ts"),
        commit: vscode.Uri.parse("vscode-scm:git/scm0/input?rootUri"),
        chat: vscode.Uri.parse("chatSessionInput:input-1"),
      };
      const matches = Object.entries(uris).map(async ([name, uri]) => {
        const document = await vscode.workspace.openTextDocument(uri);
        return [name, vscode.languages.match(apart.completes, document) > 0] as const;
      });
      const found = Object.fromEntries(await Promise.all(matches));
      assert.deepEqual(found, { code: true, commit: false, chat: false });
    } finally {
      empty.dispose();
      chat.dispose();
    }
  });
});
