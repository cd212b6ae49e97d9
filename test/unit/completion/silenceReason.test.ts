import assert from "node:assert/strict";
import { silenceReason } from "../../../src/completion/silenceReason.ts";
import type { NoSuggestion } from "../../../src/completion/suggestion.ts";
import { ollama } from "../../support/samples.ts";

const model = "qwen2.5-coder:1.5b";
const at = new Date(2026, 0, 31, 14, 5).getTime();

/** Every kind with every reason there is, beside what is said and what is offered. */
const rows: readonly (readonly [no: NoSuggestion, sentence: string, action?: string])[] = [
  [{ kind: "cancelled" }, "You went on before there was an answer."],
  ...(
    [
      ["insideWord", "The cursor stands in the middle of a word.", "Ask all the same"],
      ["codeBehind", "There is code behind the cursor on its line.", "Ask all the same"],
      ["tooLarge", "This document is too large to complete.", "Ask all the same"],
      ["longLine", "This line is too long to complete.", "Ask all the same"],
      ["severalCursors", "There are several cursors."],
      ["readOnly", "This document is read-only, or shown to compare it."],
      ["commitMessage", "What is written for git is not completed."],
      ["otherSuggestion", "What is selected in the editor's own list leaves no room."],
    ] as const
  ).map(([because, ...said]) => [{ kind: "unsuitable", because }, ...said] as const),
  [{ kind: "off", languageId: "go" }, "Completion is off for go.", "Turn it on for go"],
  [
    { kind: "off", languageId: "markdown", pattern: "*.md" },
    'Completion is off for files that match "*.md".',
    "Open settings",
  ],
  [{ kind: "snoozed", untilMs: at }, "Completion is snoozed until 14:05.", "Resume"],
  [
    { kind: "excluded", path: "app/.env", restriction: { kind: "never", rule: ".env", from: "built in" } },
    ".env is excluded by a built-in rule.",
  ],
  [
    { kind: "excluded", path: "a.ts", restriction: { kind: "never", rule: "a.ts", from: "your settings" } },
    'a.ts is excluded by the rule "a.ts" (your settings).',
    "Open settings",
  ],
  [
    { kind: "busyWithChat", server: "Ollama" },
    "Ollama is answering your chat. Completion goes on after that.",
  ],
  [{ kind: "empty" }, "The model had nothing to add here.", "Ask all the same"],
  ...(
    [
      ["blank", `${model} had only blanks to add.`, "Ask all the same"],
      ["prose", `${model} wrote about the code instead of writing it.`, "Choose another model"],
      ["repetition", `${model} only repeated itself.`, "Choose another model"],
      ["duplicate", `${model} wrote what stands there already.`],
      ["tooShort", `${model} had too little to add.`, "Ask all the same"],
      ["breaksSyntax", `What ${model} wrote would have broken the code.`, "Choose another model"],
    ] as const
  ).map(([because, ...said]) => [{ kind: "unfit", because, model }, ...said] as const),
  [
    { kind: "unsure", model, meanLogprob: -2 },
    `${model} was not sure enough of what it wrote.`,
    "Ask all the same",
  ],
  [
    {
      kind: "failed",
      failure: { kind: "noModel", provider: ollama, task: "completion" },
      server: "",
      model: "",
    },
    "Ollama has no model that can fill in code.",
    "How to get a model",
  ],
  [
    { kind: "failed", failure: { kind: "overloaded" }, server: "", model, againInS: 12 },
    "The server is overloaded. Completion asks again in 12 s.",
    "Try again",
  ],
  [
    {
      ...{ kind: "failed", failure: { kind: "serverDown", provider: ollama, reason: "unreachable" } },
      ...{ server: "", model: "", againInS: 15 },
    },
    "Ollama is not running. Completion asks again in 15 s.",
    "How to start it",
  ],
];

describe("completion/silenceReason", () => {
  for (const [no, sentence, action] of rows)
    it(`says: ${sentence}`, () => {
      const said = silenceReason(no);
      assert.deepEqual([said.sentence, said.action?.label], [sentence, action]);
    });

  it("opens the setting that a pattern or a rule of the user's is in", () => {
    assert.deepEqual(silenceReason({ kind: "off", languageId: "go", pattern: "*" }).action, {
      label: "Open settings",
      command: "workbench.action.openSettings",
      argument: "drawbridge.completion.exclude",
    });
  });
});
