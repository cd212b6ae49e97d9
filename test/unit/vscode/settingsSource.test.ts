import assert from "node:assert/strict";
import { watchSettings } from "../../../src/vscode/settingsSource.ts";
import { opened } from "../../support/vscode.ts";

const off = { "completion.enabled": false };
const on = { "completion.enabled": true };

describe("vscode/settingsSource", () => {
  beforeEach(() => {
    opened.folders = ["file:///shop", "file:///lab"];
  });
  afterEach(() => {
    opened.settings = {};
    opened.folders = [];
  });

  function completes(uri: string, languageId = "go"): boolean {
    const source = watchSettings();
    source.dispose();
    return source.completesIn({ uri, languageId });
  }

  it("hears a folder of several for its own documents, and for no others", () => {
    opened.settings = { folders: { "file:///lab": off } };
    assert.equal(completes("file:///lab/a.go"), false);
    assert.equal(completes("vscode-notebook-cell:///lab/a.ipynb#cell"), false);
    assert.equal(completes("file:///shop/a.go"), true);
    assert.equal(completes("file:///elsewhere/a.go"), true);
    assert.equal(completes("untitled:Untitled-1"), true);
    assert.equal(watchSettings().current()["completion.enabled"], true);
  });

  it("hears what a folder says of one language", () => {
    opened.settings = { folders: { "file:///lab": { "[go]completion.enabled": false } } };
    assert.equal(completes("file:///lab/a.go"), false);
    assert.equal(completes("file:///lab/a.rs", "rust"), true);
  });

  it("lets nobody switch on what the user has switched off", () => {
    const loud = { machine: on, workspace: on, folders: { "file:///lab": on } };
    opened.settings = { ...loud, user: off };
    assert.equal(completes("file:///lab/a.go"), false);
    opened.settings = { ...loud, user: { "[go]completion.enabled": false } };
    assert.equal(completes("file:///lab/a.go"), false);
    assert.equal(completes("file:///lab/a.rs", "rust"), true);
  });

  it("reads the user's own value, whatever a project writes", () => {
    const hostile = { "ollama.url": "http://evil.example", "chat.model": "evil/x" };
    opened.settings = { workspace: hostile, folders: { "file:///lab": hostile } };
    const nobody = watchSettings().current();
    assert.equal(nobody["ollama.url"], "http://127.0.0.1:11434");
    assert.equal(nobody["chat.model"], undefined);
    opened.settings = { ...opened.settings, user: { "chat.model": "ollama/mine" } };
    const settings = watchSettings().current();
    assert.deepEqual(settings["chat.model"], { provider: "ollama", model: "mine" });
    assert.deepEqual(settings.ignored, [
      { key: "ollama.url", by: "project" },
      { key: "chat.model", by: "project" },
    ]);
  });

  it("keeps the user's own value apart from the remote machine's, which the editor puts over it", () => {
    opened.settings = {
      user: { "privacy.workspaceMode": "onDevice", "chat.model": "ollama/mine" },
      machine: { "privacy.workspaceMode": "cloud", "chat.model": "evil/x" },
    };
    const settings = watchSettings().current();
    assert.equal(settings["privacy.workspaceMode"], "onDevice");
    assert.deepEqual(settings["chat.model"], { provider: "ollama", model: "mine" });
    assert.deepEqual(settings.ignored, [{ key: "chat.model", by: "machine" }]);
  });
});
