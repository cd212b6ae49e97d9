import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installEngine } from "../../scripts/engine/install.ts";
import { startEngine } from "../../scripts/engine/startEngine.ts";
import { startTimeoutMs } from "../support/serverUnderTest.ts";

const replacement = "DRAWBRIDGE_ENGINE_MODEL";

describe("the development engine's files", () => {
  let before: string | undefined;

  beforeEach(() => {
    before = process.env[replacement];
  });

  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, replacement);
    else process.env[replacement] = before;
  });

  it("are fetched once and found again without a word", async function () {
    this.timeout(startTimeoutMs);
    Reflect.deleteProperty(process.env, replacement);
    await installEngine(console.log);
    const said: string[] = [];
    const files = await installEngine((line) => said.push(line));
    assert.deepEqual(said, []);
    assert.ok(files.ownWeights);
    assert.match(files.digest, /^[0-9a-f]{64}$/u);
  });

  it("may have other weights, which must be there", async () => {
    const missing = join(tmpdir(), "no-such-weights.gguf");
    process.env[replacement] = missing;
    const oneLine =
      /^DRAWBRIDGE_ENGINE_MODEL names .*no-such-weights\.gguf, which is not there: correct it or unset it\.$/u;
    await assert.rejects(
      installEngine(() => undefined),
      { message: oneLine },
    );
    await assert.rejects(
      startEngine({ say: () => undefined }),
      /did not start\. DRAWBRIDGE_ENGINE_MODEL names/u,
    );
  });

  it("run with their own chat template and name when they replace the weights", async () => {
    Reflect.deleteProperty(process.env, replacement);
    const { weights } = await installEngine(console.log);
    process.env[replacement] = weights;
    const folder = await mkdtemp(join(tmpdir(), "drawbridge-engine-test-"));
    const engine = await startEngine({ logFile: join(folder, "log.jsonl"), say: () => undefined });
    try {
      const shown = await fetch(`${engine.url}/api/show`, {
        method: "POST",
        body: JSON.stringify({ model: engine.model }),
      });
      const { template } = (await shown.json()) as { template: string };
      assert.match(template, /\{%/u);
      const body = JSON.stringify({
        model: engine.model,
        stream: false,
        messages: [{ role: "user", content: "Hi" }],
        options: { num_predict: 2 },
      });
      const answer = await fetch(`${engine.url}/api/chat`, { method: "POST", body });
      const { prompt_eval_count: tokens } = (await answer.json()) as { prompt_eval_count: number };
      // This file's own template adds a system message, which the recorded one does not.
      assert.ok(tokens > 20, `${tokens} tokens`);
    } finally {
      await engine.stop();
      await rm(folder, { recursive: true });
    }
  });
});
