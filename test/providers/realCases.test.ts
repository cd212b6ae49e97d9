import assert from "node:assert/strict";
import { createStage } from "../integration/stage.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import { failsWith, hangAfter, on, onNth } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { key } from "./bench.ts";
import { formats, type Format } from "./formats.ts";
import { openRealServer } from "./openRealServer.ts";
import { realCases, type RealServer } from "./realCases.ts";

describe("providers/realCases", () => {
  const stage = createStage();
  const opened: RealServer[] = [];
  afterEach(() => {
    for (const { bridge } of opened.splice(0)) bridge.dispose();
  });

  async function failing(format: Format, script: ScriptPart = {}): Promise<readonly string[]> {
    const server = await stage.server({
      speaks: [format.wire],
      answer: { tokens: inTokens("one two three four five six seven eight nine ten ".repeat(4)) },
      ...script,
    });
    const wishes = { key, model: recordedModel.name };
    const real = await openRealServer(format.provider(server.url), wishes);
    opened.push(real);
    const failed: string[] = [];
    for (const { name, run } of realCases) if ((await run(real))?.holds === false) failed.push(name);
    return failed;
  }

  for (const format of Object.values(formats)) {
    it(`hold at a server that does what it should (${format.title})`, async () => {
      // The fourth question is the one that is stopped: only that ends it, as it would a long answer.
      const faults = [onNth(format.chatPath, 4, hangAfter(2))];
      assert.deepEqual(await failing(format, { faults }), []);
    });

    it(`fail by name at one that does not (${format.title})`, async () => {
      const faults = [on(format.chatPath, failsWith(500)), on(format.listPath, hangAfter(0), failsWith(500))];
      const failed = await failing(format, { faults });
      assert.ok(failed.includes("a question and its answer"), failed.join(", "));
      assert.ok(failed.includes("stopped behind the first token"), failed.join(", "));
    });
  }

  it("take the first model that answers when none is named, and say so when there is none", async () => {
    const server = await stage.server({ speaks: ["openai"] });
    const provider = formats.openai.provider(server.url);
    const real = await openRealServer(provider, { key: undefined, model: undefined });
    opened.push(real);
    assert.equal(real.model, recordedModel.name);
    server.script({ models: [] });
    await assert.rejects(openRealServer(provider, { key: undefined, model: undefined }), /Name one in/);
  });
});
