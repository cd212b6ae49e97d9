import assert from "node:assert/strict";
import { readSettings } from "../../../src/settings/readSettings.ts";
import { createSettingsProblems } from "../../../src/vscode/settingsProblems.ts";
import { commandsRun, messages } from "../../support/vscode.ts";

describe("vscode/settingsProblems", () => {
  const settings = readSettings({
    user: (key) => (key === "ollama.url" ? "nowhere" : undefined),
    levels: () => [],
  });
  const [wrong] = settings.rejected;
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    commandsRun.length = 0;
  });

  it("says once what is wrong with a setting, and opens that setting", async () => {
    const problems = createSettingsProblems();
    messages.answer = "Open Settings";
    problems.show(settings);
    problems.show(settings);
    assert.match(wrong?.sentence ?? "", /^drawbridge\.ollama\.url must be/);
    assert.deepEqual(messages.shown, [[wrong?.sentence, "Open Settings"]]);
    await Promise.resolve();
    assert.deepEqual(commandsRun, [["workbench.action.openSettings", "drawbridge.ollama.url"]]);
  });

  it("opens nothing when the message is closed", async () => {
    createSettingsProblems().show(settings);
    await Promise.resolve();
    assert.deepEqual(commandsRun, []);
  });

  it("says once what is wrong with a policy file, where there is no setting to open", () => {
    const problems = createSettingsProblems();
    problems.tell(["The policy file is not valid.", "The policy file is not valid."]);
    problems.tell(["The policy file is not valid."]);
    assert.deepEqual(messages.shown, [["The policy file is not valid."]]);
  });
});
