import assert from "node:assert/strict";
import { recommendedModels } from "../../../src/models/recommendedModels.ts";
import { publicModelName } from "../../../src/setup/publicModelName.ts";

describe("setup/publicModelName", () => {
  for (const name of [
    ...recommendedModels.map((model) => model.name),
    "llama3.1:8b-instruct-q4_K_M",
    "claude-sonnet-4-5",
    "gpt-5-mini",
    "gemini-2.5-flash",
    "hf.co/unsloth/Qwen3-Coder-30B-A3B-Instruct-GGUF:UD-Q4_K_XL",
    "gpt-oss:120b-cloud",
  ])
    it(`shows the published name ${name} whole`, () => {
      assert.equal(publicModelName(name), name);
    });

  for (const [name, shown] of [
    ["acme-codename:7b", "…:7b"],
    ["qwen2.5-coder-acme", "qwen2.5-coder-…"],
    ["alice/my-model", "…"],
    ["/srv/alice/models/qwen2.5-coder-7b-q4_k_m.gguf", "qwen2.5-coder-7b-q4_k_m.gguf"],
    ["C:\\Users\\alice\\acme.gguf", "….gguf"],
    ["~/models/acme", "…"],
    ["sk-proj-abc123", "…"],
    ["phone-0176-1234-5678", "…"],
    ["555-0199-4242", "…"],
    ["1.2/3.4/5.6", "…"],
    ["acme-2024.1:7b-instruct", "…:7b-instruct"],
    ["qwen2.5-coder:7b\n# heading", "qwen2.5-coder:7b…"],
    ["", ""],
  ] as const)
    it(`leaves out what could be somebody's own: ${JSON.stringify(name)}`, () => {
      assert.equal(publicModelName(name), shown);
    });
});
