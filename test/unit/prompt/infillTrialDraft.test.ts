import assert from "node:assert/strict";
import { infillFamilies } from "../../../src/models/infill.ts";
import { trialItems, type TrialItem } from "../../../src/models/infillTrial.ts";
import { infillTrialDraft } from "../../../src/prompt/infillTrialDraft.ts";

describe("prompt/infillTrialDraft", () => {
  const item: TrialItem = { prefix: "let a = ", suffix: ";\n", expected: "b" };

  function textFor(name: string): string | undefined {
    const format = infillFamilies.find(({ family }) => family === name);
    assert.ok(format);
    return infillTrialDraft(item, format).messages[0]?.parts[0]?.text;
  }

  it("asks in the order of the family", () => {
    const { prefix, suffix } = item;
    assert.equal(textFor("granite"), `<|fim_prefix|>${prefix}<|fim_suffix|>${suffix}<|fim_middle|>`);
    assert.equal(textFor("codestral"), `[SUFFIX]${suffix}[PREFIX]${prefix}`);
  });

  it("is short, ends at the family's tokens, and holds nothing but Drawbridge's own words", () => {
    for (const [at, format] of infillFamilies.entries()) {
      const own = trialItems[at % trialItems.length] ?? item;
      const { task, stop, maxTokens, messages } = infillTrialDraft(own, format);
      assert.deepEqual([task, stop], ["completion", format.stop]);
      assert.ok(maxTokens !== undefined && maxTokens <= 32);
      assert.deepEqual(
        messages.flatMap(({ parts }) => parts.map(({ source }) => source.kind)),
        ["instructions"],
      );
    }
  });
});
