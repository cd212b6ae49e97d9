import assert from "node:assert/strict";
import { createEmitter } from "../../../src/base/event.ts";
import { err, ok } from "../../../src/base/result.ts";
import type { CompletionDesk } from "../../../src/completion/completionDesk.ts";
import { Snooze } from "../../../src/completion/snooze.ts";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { showDoctor, type DoctorParts } from "../../../src/vscode/completionDoctor.ts";
import { watchSettings } from "../../../src/vscode/settingsSource.ts";
import { destination, routeTo } from "../../support/samples.ts";
import { lists, opened, Uri, window } from "../../support/vscode.ts";

const snooze = new Snooze({ now: () => 0, later: () => ({ dispose: () => undefined }) });
const desk: CompletionDesk = {
  ...{ snooze, last: () => undefined, figures: () => ({}) },
  onDidHappen: createEmitter<never>().event,
};

describe("vscode/completionDoctor", () => {
  let verdict: PathVerdict;
  beforeEach(() => {
    verdict = { kind: "allowed" };
    window.activeTextEditor = {
      document: { uri: Uri.parse("file:///project/a.md"), languageId: "markdown" },
    };
    opened.folders = ["file:///project"];
  });
  afterEach(() => {
    opened.settings = {};
    opened.folders = [];
    window.activeTextEditor = undefined;
    lists.shown = [];
    lists.pick = () => undefined;
  });

  function parts(): DoctorParts {
    const route = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });
    return {
      settings: watchSettings(),
      sending: { outlook: () => ok({ route, destination: destination() }) },
      pathGuard: { guard: { judge: () => Promise.resolve(verdict) } },
    };
  }
  const rows = (): readonly unknown[] => lists.shown.at(-1)?.map(({ label }) => label) ?? [];

  it("lists what stands in the way of the document that has the keyboard", async () => {
    opened.settings = { user: { "completion.exclude": ["*.md"], "editor.inlineSuggest.enabled": false } };
    verdict = { kind: "never", rule: "*.md", from: "your settings" };
    await showDoctor(parts(), desk);
    assert.deepEqual(rows(), [
      "$(lightbulb) The editor shows no inline suggestions: editor.inlineSuggest.enabled is off.",
      '$(lightbulb) Completion is off for files that match "*.md".',
      '$(lightbulb) a.md is excluded by the rule "*.md" (your settings).',
    ]);
  });

  it("tells what came of the last request in this document, and nothing of another one's", async () => {
    const outcome = err({ kind: "unsuitable", because: "insideWord" } as const);
    for (const [uri, said] of [
      ["file:///project/a.md", "$(lightbulb) The cursor stands in the middle of a word."],
      ["file:///project/b.md", "$(lightbulb) Nothing stands in the way: type on, or ask for a suggestion."],
    ] as const) {
      await showDoctor(parts(), { ...desk, last: () => ({ uri, outcome }) });
      assert.deepEqual(rows(), [said]);
    }
  });

  it("says that no code has the keyboard, also when something else has it", async () => {
    for (const editor of [undefined, { document: { uri: Uri.parse("output:log"), languageId: "log" } }]) {
      window.activeTextEditor = editor;
      await showDoctor(parts(), desk);
      assert.deepEqual(rows(), ["$(info) No code has the keyboard: click into a file first."]);
    }
  });

  it("gives back what the person picks, and nothing when they close it", async () => {
    assert.equal(await showDoctor(parts(), desk), undefined);
    lists.pick = ([first]) => first;
    assert.deepEqual(await showDoctor(parts(), desk), {
      label: "Ask now",
      command: "editor.action.inlineSuggest.trigger",
    });
  });

  it("lets nothing of a name become an icon", async () => {
    verdict = { kind: "never", rule: "$(lock)*", from: "your settings" };
    await showDoctor(parts(), desk);
    assert.match(String(rows()[0]), /by the rule "\\\$\(lock\)\*"/);
  });
});
