import assert from "node:assert/strict";
import { watchSettings, type SettingsSource } from "../../../src/vscode/settingsSource.ts";
import { toggleCompletionHere } from "../../../src/vscode/toggleCompletionHere.ts";
import { messages, opened, Uri, window } from "../../support/vscode.ts";

const go = "[go]completion.enabled";

describe("vscode/toggleCompletionHere", () => {
  let settings: SettingsSource;
  beforeEach(() => {
    settings = watchSettings();
    window.activeTextEditor = { document: { uri: Uri.parse("file:///shop/a.go"), languageId: "go" } };
  });
  afterEach(() => {
    settings.dispose();
    opened.settings = {};
    window.activeTextEditor = undefined;
    messages.shown = [];
    messages.answer = undefined;
  });

  const users = (): unknown => opened.settings.user;
  const said = (): readonly unknown[] => messages.shown.splice(0).map(([text]) => text);

  it("switches the language off, and by the same way on again without leaving a value behind", async () => {
    await toggleCompletionHere(settings);
    assert.deepEqual([users(), said()], [{ [go]: false }, ["Completion is off for go."]]);
    await toggleCompletionHere(settings);
    assert.deepEqual([users(), said()], [{ [go]: undefined }, ["Completion is on for go."]]);
  });

  it("switches the language on where everything is off", async () => {
    opened.settings = { user: { "completion.enabled": false } };
    await toggleCompletionHere(settings);
    assert.deepEqual(users(), { "completion.enabled": false, [go]: true });
    await toggleCompletionHere(settings);
    assert.deepEqual(users(), { "completion.enabled": false, [go]: undefined });
  });

  it("can be taken back at once", async () => {
    messages.answer = "Undo";
    await toggleCompletionHere(settings);
    assert.deepEqual(users(), { [go]: undefined });
  });

  it("says that a project keeps it off, which no setting of the user's can change", async () => {
    opened.settings = { workspace: { "completion.enabled": false } };
    await toggleCompletionHere(settings);
    assert.deepEqual(said(), ["This project's settings keep completion off for go."]);
  });

  it("asks for a file where none has the keyboard", async () => {
    const output = { document: { uri: Uri.parse("output:log"), languageId: "log" } };
    for (const editor of [undefined, output]) {
      window.activeTextEditor = editor;
      await toggleCompletionHere(settings);
      assert.deepEqual(said(), ["Open a file first: completion is switched for its language."]);
      assert.equal(users(), undefined);
    }
  });
});
