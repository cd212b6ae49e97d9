import assert from "node:assert/strict";
import { hearPolicyFiles, policyProblems } from "../../../src/privacy/policyFiles.ts";
import { readSettings } from "../../../src/settings/readSettings.ts";
import { createSettingsProblems } from "../../../src/vscode/settingsProblems.ts";
import { commandsRun, messages } from "../../support/vscode.ts";

const settled = (): Promise<void> => new Promise(setImmediate);

describe("vscode/settingsProblems", () => {
  const settings = readSettings({
    user: (key) => (key === "ollama.url" ? "nowhere" : undefined),
    levels: () => [],
  });
  const [wrong] = settings.rejected;
  const nowhere = { place: (): void => undefined, moveKey: (): void => undefined };
  afterEach(() => {
    messages.shown = [];
    messages.answer = undefined;
    commandsRun.length = 0;
  });

  it("says once what is wrong with a setting, and opens that setting", async () => {
    const problems = createSettingsProblems(nowhere);
    messages.answer = "Open Settings";
    problems.show(settings);
    problems.show(settings);
    assert.match(wrong?.sentence ?? "", /^drawbridge\.ollama\.url must be/);
    assert.deepEqual(messages.shown, [[wrong?.sentence, "Open Settings"]]);
    await settled();
    assert.deepEqual(commandsRun, [["workbench.action.openSettings", "drawbridge.ollama.url"]]);
  });

  it("opens settings.json for what is a part of an object, and shows all of it at its lines", async () => {
    const entry = { team: { kind: "vlm" } };
    const read = readSettings({
      user: (key) => (key === "providers" ? entry : undefined),
      levels: () => [],
    });
    const placed: unknown[] = [];
    messages.answer = "Open settings.json";
    createSettingsProblems({ ...nowhere, place: (rejected) => placed.push(rejected) }).show(read);
    await settled();
    assert.deepEqual(placed, [read.rejected]);
    assert.deepEqual(commandsRun, [
      ["workbench.action.openSettingsJson", { revealSetting: { key: "drawbridge.providers" } }],
    ]);
  });

  const withProviders = (providers: object) =>
    readSettings({ user: (key) => (key === "providers" ? providers : undefined), levels: () => [] });
  const wrongEntries = (count: number): object =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`team-${index}`, { kind: "vlm" }]));

  it("counts the entries where several are wrong, and asks about a key among them on its own", () => {
    const keyed = { mine: { kind: "vllm", apiKey: "sk-canary" } };
    createSettingsProblems(nowhere).show(withProviders({ ...wrongEntries(12), ...keyed }));
    assert.deepEqual(
      messages.shown.map(([text, ...buttons]) => [text.slice(0, 42), ...buttons]),
      [
        ['drawbridge.providers entry "mine": "apiKey', "Move to Secret Storage", "Open settings.json"],
        ["12 entries of drawbridge.providers are wro", "Open settings.json"],
      ],
    );
  });

  it("says nothing more of a setting while somebody writes it, until it was right once", () => {
    const problems = createSettingsProblems(nowhere);
    for (const kind of ["v", "vl", "vlm"]) problems.show(withProviders({ team: { kind } }));
    problems.show(withProviders(wrongEntries(3)));
    assert.equal(messages.shown.length, 1);
    problems.show(withProviders({ team: { kind: "vllm" } }));
    problems.show(withProviders({ team: { kind: "vlm" } }));
    assert.equal(messages.shown.length, 2);
  });

  it("offers to move a key that stands in the settings, without showing it", async () => {
    const entry = { team: { kind: "vllm", apiKey: "sk-canary" } };
    const read = readSettings({ user: (key) => (key === "providers" ? entry : undefined), levels: () => [] });
    const moved: unknown[] = [];
    messages.answer = "Move to Secret Storage";
    createSettingsProblems({ ...nowhere, moveKey: (...which) => moved.push(which) }).show(read);
    await settled();
    assert.deepEqual(messages.shown, [
      [read.rejected[0]?.sentence, "Move to Secret Storage", "Open settings.json"],
    ]);
    assert.doesNotMatch(JSON.stringify(messages.shown), /canary/);
    assert.deepEqual(moved, [["team", "apiKey"]]);
  });

  it("opens nothing when the message is closed", async () => {
    createSettingsProblems(nowhere).show(settings);
    await settled();
    assert.deepEqual(commandsRun, []);
  });

  it("says once what is wrong with a policy file, where there is no setting to open", () => {
    const problems = createSettingsProblems(nowhere);
    problems.tell(["The policy file is not valid.", "The policy file is not valid."]);
    problems.tell(["The policy file is not valid."]);
    assert.deepEqual(messages.shown, [["The policy file is not valid."]]);
  });

  it("makes no link and no line of its own of what a project named its folder and wrote in its policy file", () => {
    const name = "shop [Mend it](command:workbench.action.terminal.new)\n\u202E";
    const text = JSON.stringify({ version: 1, "[Mend it](https://evil.example/)": true });
    const place = { kind: "project", folder: "file:///shop", name } as const;
    const files = hearPolicyFiles([{ place, file: { kind: "text", text } }]);
    createSettingsProblems(nowhere).tell(policyProblems(files, []));
    const shown = messages.shown[0]?.[0] ?? "";
    assert.match(shown, /Mend it.*Mend it.*which has no meaning there/);
    assert.doesNotMatch(shown, /\]\(|[\n\u202E]/);
  });
});
