import assert from "node:assert/strict";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { ledgerEntries, newRefusedCompletion } from "./ledgerEntries.ts";
import { askForCompletion } from "./askForCompletion.ts";
import { modeInForce } from "./modeInForce.ts";
import { setUserSettings } from "./settings.ts";
import { waitFor } from "./waitFor.ts";

/** A path in the first folder. */
function inProject(...path: readonly string[]): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error("This suite has no folder open.");
  return join(folder.uri.fsPath, ...path);
}

let changes = 0;

/** A refusal holds until the policy or a setting changes, so that nobody is asked at every key: changes a setting. */
async function forgetRefusal(): Promise<void> {
  changes += 1;
  await setUserSettings({ "network.hosts": [`host-${changes}.example`] });
}

async function modeBecomes(mode: string): Promise<void> {
  await waitFor(`the mode "${mode}"`, async () => {
    await forgetRefusal();
    return (await modeInForce()) === mode ? true : undefined;
  });
}

async function completeIn(path: string): Promise<void> {
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(path));
  const end = editor.document.positionAt(editor.document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
}

/** What holds in every trusted window: a project's policy file and secrets are heeded, and loosen nothing. */
export function describeProjectPolicy(): void {
  describe("A project that brings a policy file and secrets", () => {
    before(async () => {
      await setUserSettings({
        providers: {
          faraway: { kind: "openaiCompatible", url: "https://api.faraway.example/v1", models: ["big-1"] },
        },
        "completion.model": "faraway/big-1",
      });
      await mkdir(inProject(".drawbridge"), { recursive: true });
    });
    after(async () => {
      await rm(inProject(".drawbridge"), { recursive: true, force: true });
      await setUserSettings({
        providers: undefined,
        "network.hosts": undefined,
        "completion.model": "mine/none",
      });
    });

    it("is held by the file as soon as it is there, and let go when it is not", async () => {
      const file = inProject(".drawbridge", "policy.json");
      await modeBecomes("My network");
      await writeFile(file, '{ "version": 1, "mode": "onDevice" }');
      await modeBecomes("On this device");
      await writeFile(file, '{ "version": 1, "mode": "cloud" }');
      await modeBecomes("My network");
      await writeFile(file, '{ "version": 1, "mode": "open" }');
      await modeBecomes("On this device");
      await rm(inProject(".drawbridge"), { recursive: true });
      await modeBecomes("My network");
    });

    it("gets no completion in a file of secrets, whatever name it is opened by", async () => {
      const secret = inProject(".env");
      const link = inProject("notes.txt");
      await writeFile(secret, "TOKEN=");
      await symlink(secret, link);
      try {
        for (const path of [secret, link]) {
          await forgetRefusal();
          const before = ledgerEntries().length;
          await completeIn(path);
          await forgetRefusal();
          await askForCompletion();
          await newRefusedCompletion(before, "modeForbids");
          const after = ledgerEntries();
          const asked = after
            .slice(0, after.length - before)
            .filter(({ purpose }) => purpose === "completion");
          assert.equal(asked.length, 1, `${path}: ${JSON.stringify(asked)}`);
        }
      } finally {
        await rm(link);
        await rm(secret);
      }
    });
  });
}
