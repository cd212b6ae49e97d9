import assert from "node:assert/strict";
import { planFiles } from "../../../../src/edit/apply/planFiles.ts";
import { applyFileCases } from "../../../support/applyFileCases.ts";

describe("planning the files of an answer", () => {
  for (const { name, path, came, expected, texts } of applyFileCases())
    it(`${name.replaceAll("-", " ")}: ${path} comes out as it should`, () => {
      assert.equal(came, expected);
      assert.equal(texts[0], texts[1]);
    });

  it("leaves out blocks that name none, and says which one was cut off", () => {
    const answer = "```ts\nconst a = 1;\n```\n\n```ts b.ts\nconst b = 1;";
    const plans = planFiles(answer, () => undefined);
    assert.deepEqual(
      plans.map(({ path, plan, isCutOff }) => [path, plan.kind, isCutOff]),
      [["b.ts", "new", true]],
    );
  });
});
