import assert from "node:assert/strict";
import { recommendedModels } from "../../../src/models/recommendedModels.ts";
import { suggestModel } from "../../../src/setup/suggestModel.ts";

const gigabyte = 1e9;

describe("setup/suggestModel", () => {
  it("offers one that the machine has the memory for, and that is no evening's download", () => {
    for (const memory of [4, 8, 16, 32, 64]) {
      const model = suggestModel("chat", memory * gigabyte);
      assert.ok(model !== undefined && model.fits && model.bytes <= 5 * gigabyte, `${memory} GB`);
      const row = recommendedModels.find(({ name }) => name === model.name);
      assert.ok(row?.tasks.includes("completion") && row.memoryBytes <= memory * gigabyte);
    }
  });

  it("offers a larger one to a larger machine", () => {
    const [small, large] = [4, 16].map((memory) => suggestModel("chat", memory * gigabyte)?.bytes ?? 0);
    assert.ok((small ?? 0) < (large ?? 0));
  });

  it("offers the smallest to a machine that it does not know or that is too small, and says no more of it", () => {
    for (const memory of [undefined, gigabyte]) {
      const model = suggestModel("chat", memory);
      assert.deepEqual([model?.name, model?.fits], [recommendedModels[0]?.name, false]);
    }
  });
});
