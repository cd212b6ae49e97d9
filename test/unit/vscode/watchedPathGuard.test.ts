import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmitter } from "../../../src/base/event.ts";
import { hearPolicyFiles, type PolicyFiles } from "../../../src/privacy/policyFiles.ts";
import { readSettings, type Settings } from "../../../src/settings/readSettings.ts";
import { watchPathGuard, type WatchedPathGuard } from "../../../src/vscode/watchedPathGuard.ts";
import { happenings, opened, Uri } from "../../support/vscode.ts";

describe("vscode/watchedPathGuard", () => {
  const noDispose = { dispose: (): void => undefined };
  const settings = readSettings({ user: () => undefined, levels: () => [] });
  let folder: string;
  let watched: WatchedPathGuard;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "drawbridge-guard-"));
    writeFileSync(join(folder, "notes.md"), "mine");
    opened.folders = [Uri.file(folder).toString()];
    watched = watchPathGuard(
      { current: () => settings, onDidChange: createEmitter<Settings>().event },
      { ...noDispose, current: () => hearPolicyFiles([]), onDidChange: createEmitter<PolicyFiles>().event },
    );
  });
  afterEach(() => {
    watched.dispose();
    opened.folders = [];
    rmSync(folder, { recursive: true });
  });

  const verdict = async (): Promise<string> =>
    (await watched.guard.judge(Uri.file(join(folder, "notes.md")).toString())).kind;

  function check(name: string, happens: () => void): void {
    it(`hears a new rule ${name}, although a project can keep the watcher of files from telling`, async () => {
      assert.equal(await verdict(), "allowed");
      writeFileSync(join(folder, ".cursorignore"), "notes.md\n");
      happens();
      assert.equal(await verdict(), "never");
    });
  }

  check("when its file is saved in the editor", () => {
    happenings.savedDocument.fire({ uri: Uri.file(join(folder, ".cursorignore")) });
  });
  check("when the focus comes back to the window", () => {
    happenings.windowState.fire({ focused: true });
  });

  it("forgets nothing when another file is saved", () => {
    let changes = 0;
    watched.guard.onDidChange(() => (changes += 1));
    happenings.savedDocument.fire({ uri: Uri.file(join(folder, "notes.md")) });
    assert.equal(changes, 0);
  });
});
