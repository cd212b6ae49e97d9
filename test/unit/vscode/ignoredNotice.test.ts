import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createIgnoredNotice } from "../../../src/vscode/ignoredNotice.ts";
import type { SettingKey } from "../../../src/settings/table.ts";
import type { TriedSetting } from "../../../src/vscode/triedSettingsSource.ts";
import { mementoOf } from "../../support/mementoOf.ts";
import { documentsShown, messages } from "../../support/vscode.ts";

describe("vscode/ignoredNotice", () => {
  const tries = (...keys: readonly SettingKey[]): readonly TriedSetting[] =>
    keys.map((key) => ({ key, by: "project", file: vscode.Uri.file(`/shop/${key}.json`) }));
  const told = (): readonly unknown[] => messages.shown.map(([text]) => text);
  const one = "This workspace tries to set drawbridge.ollama.url. Only you can; it was ignored.";
  const two =
    "This workspace tries to set drawbridge.ollama.url and drawbridge.chat.model. Only you can; they were ignored.";

  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    documentsShown.length = 0;
  });

  it("says once in a window what a project tries to set, and opens nothing unasked", async () => {
    const notice = createIgnoredNotice(mementoOf());
    await notice([]);
    await notice(tries("ollama.url"));
    await notice(tries("ollama.url", "chat.model"));
    assert.deepEqual(messages.shown, [[one, "Open Settings File"]]);
    assert.deepEqual(documentsShown, []);
  });

  it("says it again in a later window for another setting, and for no other reason", async () => {
    const state = mementoOf();
    await createIgnoredNotice(state)(tries("ollama.url"));
    await createIgnoredNotice(state)(tries("ollama.url"));
    assert.deepEqual(told(), [one]);
    messages.answer = "Open Settings File";
    await createIgnoredNotice(state)(tries("ollama.url", "chat.model"));
    await createIgnoredNotice(state)(tries("chat.model"));
    assert.deepEqual(told(), [one, two]);
    assert.deepEqual(documentsShown, ["file:///shop/chat.model.json"]);
  });

  it("says it when what was remembered is nonsense", async () => {
    const state = mementoOf();
    await state.update("ignoredSettingsTold", "ollama.url");
    await createIgnoredNotice(state)(tries("ollama.url"));
    assert.deepEqual(told(), [one]);
  });
});
