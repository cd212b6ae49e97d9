import assert from "node:assert/strict";
import { createStage } from "../integration/stage.ts";
import { expectedOf } from "./conformanceCase.ts";
import { conformanceCases } from "./conformanceCases.ts";
import { formats } from "./formats.ts";

describe("providers/conformance", () => {
  const stage = createStage();

  for (const format of Object.values(formats))
    describe(format.title, () => {
      for (const one of conformanceCases.flatMap(({ cases }) => cases)) {
        const expected = expectedOf(one, format.wire);
        if (expected === undefined) continue;
        it(`${one.name}: ${expected}`, async () => {
          assert.equal(await one.run(stage, format), expected);
        });
      }
    });

  it("has thirty cases and more for every wire format", () => {
    for (const { wire } of Object.values(formats)) {
      const its = conformanceCases
        .flatMap(({ cases }) => cases)
        .filter((one) => expectedOf(one, wire) !== undefined);
      assert.ok(its.length >= 30, `${wire}: ${its.length}`);
      assert.equal(new Set(its.map(({ name }) => name)).size, its.length);
    }
  });
});
