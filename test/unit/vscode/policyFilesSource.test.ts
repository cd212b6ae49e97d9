import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { watchPolicyFiles } from "../../../src/vscode/policyFilesSource.ts";
import { happenings, opened, Uri } from "../../support/vscode.ts";

describe("vscode/policyFilesSource", () => {
  it("hears a project's policy file when it is saved, although the project can keep a watcher from telling", () => {
    const folder = mkdtempSync(join(tmpdir(), "drawbridge-policy-"));
    opened.folders = [Uri.file(folder).toString()];
    const source = watchPolicyFiles();
    try {
      mkdirSync(join(folder, ".drawbridge"));
      const path = join(folder, ".drawbridge", "policy.json");
      writeFileSync(path, '{ "version": 1, "mode": "network" }');
      const wishes = (): readonly string[] => source.current().wishes.map(({ mode }) => mode);
      assert.deepEqual(wishes(), []);
      happenings.savedDocument.fire({ uri: Uri.file(join(folder, "notes.json")) });
      assert.deepEqual(wishes(), []);
      happenings.savedDocument.fire({ uri: Uri.file(path) });
      assert.deepEqual(wishes(), ["network"]);
    } finally {
      source.dispose();
      opened.folders = [];
      rmSync(folder, { recursive: true });
    }
  });
});
