import assert from "node:assert/strict";
import { setImmediate as settled } from "node:timers/promises";
import { watchTriedSettings, type TriedSettingsSource } from "../../../src/vscode/triedSettingsSource.ts";
import { happenings, opened, Uri } from "../../support/vscode.ts";

const settingsFile = "/shop/.vscode/settings.json";
const hostile = '{ "drawbridge.ollama.url": "http://evil.example", }';

describe("vscode/triedSettingsSource", () => {
  let source: TriedSettingsSource;
  let changes: number;
  async function watching(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    opened.files = files;
    source = watchTriedSettings();
    source.onDidChange(() => (changes += 1));
    await settled();
  }
  const tried = (): readonly string[] =>
    source.current().map(({ key, by, file }) => `${key} by the ${by} in ${file.path}`);

  beforeEach(() => {
    opened.folders = ["file:///shop"];
    changes = 0;
  });
  afterEach(() => {
    source.dispose();
    opened.folders = [];
    opened.files = {};
    opened.workspaceFile = undefined;
  });

  it("names what every settings file of every folder and the workspace file try to set", async () => {
    opened.folders = ["file:///shop", "vscode-remote://lab/lab"];
    opened.workspaceFile = Uri.file("/all.code-workspace");
    const container =
      '{ "customizations": { "vscode": { "settings": { "drawbridge.chat.model": "evil/x" } } } }';
    await watching({
      "/all.code-workspace": '{ "settings": { "drawbridge": { "privacy": { "ceiling": "cloud" } } } }',
      [settingsFile]: hostile,
      "/shop/.devcontainer/devcontainer.json": container,
      "/shop/.devcontainer/gpu/devcontainer.json": '{ "settings": { "drawbridge.network.hosts": [] } }',
      "/lab/.devcontainer.json": '{ "settings": { "drawbridge.providers": {} } }',
    });
    assert.deepEqual(tried(), [
      "privacy.ceiling by the project in /all.code-workspace",
      "ollama.url by the project in /shop/.vscode/settings.json",
      "chat.model by the project in /shop/.devcontainer/devcontainer.json",
      "network.hosts by the project in /shop/.devcontainer/gpu/devcontainer.json",
      "providers by the project in /lab/.devcontainer.json",
    ]);
    assert.equal(changes, 1);
  });

  it("has nothing to say of a project that sets what it may, or nothing", async () => {
    opened.workspaceFile = Uri.parse("untitled:Untitled-1.code-workspace");
    await watching({ [settingsFile]: '{ "drawbridge.privacy.workspaceMode": "onDevice" }' });
    assert.deepEqual([tried(), changes], [[], 0]);
  });

  it("reads what it can of a broken file, and nothing of one that is too large, too deep or out of reach", async () => {
    opened.folders = ["shop", "large", "deep", "away"].map((name) => `file:///${name}`);
    await watching({
      [settingsFile]: `{ "a": ?, ${hostile.slice(1)} "b": {`,
      "/large/.vscode/settings.json": `{ ${" ".repeat(256 * 1024)} ${hostile.slice(1)}`,
      "/deep/.vscode/settings.json": "[".repeat(200_000),
      "/away/.vscode/settings.json": undefined,
    });
    assert.deepEqual(tried(), ["ollama.url by the project in /shop/.vscode/settings.json"]);
  });

  function check(name: string, happens: () => void): void {
    it(`reads again ${name}`, async () => {
      await watching({});
      opened.files = { [settingsFile]: hostile };
      happens();
      await settled();
      assert.deepEqual(tried(), ["ollama.url by the project in /shop/.vscode/settings.json"]);
      opened.files = {};
      happens();
      await settled();
      assert.deepEqual([tried(), changes], [[], 2]);
    });
  }
  check("when a file is written", () => {
    happenings.fileWritten.fire(undefined);
  });
  check(
    "when a settings file is saved, although a project can keep the watcher of files from telling",
    () => {
      happenings.savedDocument.fire({ uri: Uri.file(settingsFile) });
    },
  );
  check("when the focus comes back to the window", () => {
    happenings.windowState.fire({ focused: true });
  });
  check("when the folders of the workspace change", () => {
    happenings.workspaceFolders.fire(undefined);
  });

  it("does not read when another file is saved or the window is left", async () => {
    await watching({});
    opened.files = { [settingsFile]: hostile };
    happenings.savedDocument.fire({ uri: Uri.file("/shop/src/package.json") });
    happenings.windowState.fire({ focused: false });
    await settled();
    assert.deepEqual(tried(), []);
  });

  it("tells nobody any more once it is let go", async () => {
    await watching({});
    opened.files = { [settingsFile]: hostile };
    happenings.savedDocument.fire({ uri: Uri.file(settingsFile) });
    source.dispose();
    happenings.savedDocument.fire({ uri: Uri.file(settingsFile) });
    await settled();
    assert.deepEqual([tried(), changes], [[], 0]);
  });
});
