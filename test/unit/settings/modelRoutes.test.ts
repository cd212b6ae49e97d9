import assert from "node:assert/strict";
import { parseRoutes } from "../../../src/settings/modelRoutes.ts";

describe("settings/modelRoutes", () => {
  it("reads an ordered list for each task, each model once", () => {
    assert.deepEqual(parseRoutes({ chat: ["openai/gpt-5", "ollama/qwen2.5-coder:7b", "openai/gpt-5"] }), {
      ok: true,
      value: {
        chat: [
          { provider: "openai", model: "gpt-5" },
          { provider: "ollama", model: "qwen2.5-coder:7b" },
        ],
      },
    });
  });

  const wrong: readonly (readonly [what: string, raw: unknown, sentence: RegExp])[] = [
    ["a list alone", ["ollama/a"], /^must be an object/],
    [
      "a task that there is not",
      { title: ["ollama/a"] },
      /^has a list for "title"; there are lists for chat, completion, edit, commit$/,
    ],
    ["one model instead of a list", { chat: "ollama/a" }, /^"chat" must be a list/],
    ["a model without its provider", { completion: ["qwen2.5-coder"] }, /^"completion" must be a list/],
    [
      "more models than anybody tries",
      { chat: Array.from({ length: 21 }, (_, n) => `p/${n}`) },
      /at most 20/,
    ],
  ];
  for (const [what, raw, sentence] of wrong) {
    it(`says in one sentence what is wrong with ${what}`, () => {
      const parsed = parseRoutes(raw);
      assert.ok(!parsed.ok);
      assert.match(parsed.error, sentence);
    });
  }
});
