import assert from "node:assert/strict";
import { infillFamilies } from "../../../src/models/infill.ts";
import { InfillVerdicts } from "../../../src/setup/infillVerdicts.ts";
import { storeInMemory } from "../../support/stores.ts";

describe("setup/infillVerdicts", () => {
  const [format, other] = infillFamilies;
  assert.ok(format && other);

  it("remembers a verdict by the weights and the layout", async () => {
    const verdicts = new InfillVerdicts(storeInMemory());
    await verdicts.keep("talks", "d1", format);
    assert.equal(verdicts.of("d1", format), "talks");
    assert.equal(verdicts.of("d2", format), undefined);
    assert.equal(verdicts.of("d1", other), undefined);
  });

  it("asks for another trial when the tokens of a family were corrected", async () => {
    const verdicts = new InfillVerdicts(storeInMemory());
    await verdicts.keep("leaksTokens", "d1", format);
    assert.equal(verdicts.of("d1", { ...format, after: "<|middle|>" }), undefined);
  });

  it("remembers nothing of weights without a digest", async () => {
    const store = storeInMemory();
    const verdicts = new InfillVerdicts(store);
    await verdicts.keep("fills", undefined, format);
    assert.deepEqual(store.keys(), []);
    assert.equal(verdicts.of(undefined, format), undefined);
  });

  it("takes only what is a verdict for one", async () => {
    const store = storeInMemory();
    const verdicts = new InfillVerdicts(store);
    await verdicts.keep("fills", "d1", format);
    for (const key of store.keys()) await store.set(key, "splendid");
    assert.equal(verdicts.of("d1", format), undefined);
  });
});
