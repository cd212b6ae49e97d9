import assert from "node:assert/strict";
import { infillVerdicts } from "../../../src/models/infillTrial.ts";
import { knownInfill } from "../../../src/models/knownInfill.ts";
import { InfillVerdicts } from "../../../src/setup/infillVerdicts.ts";
import { triedWords } from "../../../src/setup/triedWords.ts";
import { storeInMemory } from "../../support/stores.ts";

describe("setup/triedWords", () => {
  const model = { name: "qwen2.5-coder:1.5b", generates: true, digest: "d1" };
  const format = knownInfill(model)?.format;
  assert.ok(format);

  it("says every verdict in a few words", async () => {
    const verdicts = new InfillVerdicts(storeInMemory());
    for (const verdict of infillVerdicts) {
      await verdicts.keep(verdict, "d1", format);
      assert.match(triedWords(model, verdicts) ?? "", /^tried: [a-z ]{8,40}$/);
    }
  });

  it("says nothing of a model that was not tried, or only as other weights", async () => {
    const verdicts = new InfillVerdicts(storeInMemory());
    assert.equal(triedWords(model, verdicts), undefined);
    await verdicts.keep("fills", "d2", format);
    assert.equal(triedWords(model, verdicts), undefined);
    assert.equal(triedWords({ ...model, name: "llama3", digest: "d2" }, verdicts), undefined);
  });
});
