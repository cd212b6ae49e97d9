import assert from "node:assert/strict";
import { familyOf, rendered } from "../../../bench/replay/server/families.ts";
import { readPrompt } from "../../../bench/replay/server/readPrompt.ts";

const sides = { before: "function a() {\n  ", after: "\n}\n" };
const read = (model: string, prompt: string): ReturnType<typeof readPrompt> =>
  readPrompt(familyOf(model), prompt);

describe("a prompt as the simulated model reads it", () => {
  for (const model of [
    "qwen2.5-coder:1.5b",
    "qwen3-coder:30b",
    "codeqwen:7b",
    "deepseek-coder-v2:16b",
    "starcoder2:3b",
    "codellama:7b-code",
    "codegemma:2b",
    "granite-code:3b",
    "codestral:22b",
    "mellum:4b",
    "seed-coder:8b",
  ])
    it(`has both sides in the form of ${model}`, () => {
      const family = familyOf(model);
      assert.ok(family !== undefined);
      assert.deepEqual(read(model, rendered(family, sides)), { kind: "continue", ...sides });
    });

  it("counts what stands behind the last marker as written already", () => {
    const prompt = "<|fim_prefix|>let a;\n<|fim_suffix|>\nlet c;<|fim_middle|>let b";
    assert.deepEqual(read("qwen2.5-coder:7b", prompt), {
      kind: "continue",
      before: "let a;\nlet b",
      after: "\nlet c;",
    });
  });

  it("takes a suffix that comes first where the family knows that, too", () => {
    const prompt = "<fim_prefix><fim_suffix>\nlet c;<fim_middle>let a;\nlet b";
    assert.deepEqual(read("starcoder2:3b", prompt), {
      kind: "continue",
      before: "let a;\nlet b",
      after: "\nlet c;",
    });
  });

  it("is not confused by files before the first marker", () => {
    const files = "<|repo_name|>x\n<|file_sep|>b.ts\nexport const b = 1;\n<|file_sep|>a.ts\n";
    const prompt = `${files}<|fim_prefix|>let a<|fim_suffix|>;<|fim_middle|>`;
    assert.deepEqual(read("qwen2.5-coder:7b", prompt), { kind: "continue", before: "let a", after: ";" });
  });

  const broken: readonly (readonly [string, string])[] = [
    ["has no markers", "let a = "],
    ["has another family's markers", "<PRE> let a <SUF>; <MID>"],
    ["lacks the last marker", "<|fim_prefix|>let a<|fim_suffix|>;"],
    ["has its markers in another order", "<|fim_suffix|>;<|fim_prefix|>let a<|fim_middle|>"],
    ["has a marker twice", "<|fim_prefix|><|fim_prefix|>let a<|fim_suffix|>;<|fim_middle|>"],
  ];
  for (const [what, prompt] of broken)
    it(`makes it talk when it ${what}`, () => {
      assert.deepEqual(read("qwen2.5-coder:7b", prompt), { kind: "talk" });
    });

  it("is continued plainly by a model that cannot fill in the middle", () => {
    assert.deepEqual(read("llama3.2:3b", "let a = "), { kind: "continue", before: "let a = ", after: "" });
    assert.deepEqual(read("llama3.2:3b", "<fim_prefix>a<fim_suffix>b<fim_middle>"), { kind: "talk" });
  });
});
