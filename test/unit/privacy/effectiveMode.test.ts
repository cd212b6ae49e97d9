import assert from "node:assert/strict";
import { effectiveMode, type ModeWishes } from "../../../src/privacy/effectiveMode.ts";

import { modes, setByLabel } from "../../../src/terms/mode.ts";
import { openWishes, policyRows } from "./policyRows.ts";

describe("privacy/effectiveMode", () => {
  for (const { name, wishes, mode, setBy } of policyRows)
    it(`${name}: ${mode}, set by ${setByLabel(setBy)}`, () => {
      const effective = effectiveMode({ ...openWishes, ...wishes });
      assert.deepEqual([effective.mode, effective.setBy], [mode, setBy]);
      // The cap is what would be in force had the user chosen the loosest mode.
      const loosest = effectiveMode({ ...openWishes, ...wishes, chosen: "cloud" });
      assert.equal(effective.cap.mode, loosest.mode);
    });

  it("has a table in which every row says something of its own", () => {
    assert.ok(policyRows.length >= 40, `${policyRows.length} rows`);
    assert.equal(new Set(policyRows.map(({ name }) => name)).size, policyRows.length);
    assert.equal(new Set(policyRows.map(({ wishes }) => JSON.stringify(wishes))).size, policyRows.length);
  });

  it("is never looser than anybody wishes, whatever they wish", () => {
    const strictness = (wishes: ModeWishes): number => {
      const { chosen, defaultMode, ceiling, repository, files, trusted } = wishes;
      const own = chosen === "unreadable" ? "onDevice" : (chosen ?? defaultMode);
      const all = [own, ceiling, repository, ...files.map(({ mode }) => mode)];
      return trusted ? Math.min(...all.map((mode) => modes.indexOf(mode))) : 0;
    };
    for (const chosen of [undefined, "unreadable", ...modes] as const)
      for (const defaultMode of ["onDevice", "network", "ask"] as const)
        for (const ceiling of modes)
          for (const repository of modes)
            for (const mode of modes)
              for (const trusted of [true, false]) {
                const files = [{ mode, setBy: "administrator" }] as const;
                const wishes = { chosen, defaultMode, ceiling, repository, files, trusted };
                assert.equal(modes.indexOf(effectiveMode(wishes).mode), strictness(wishes));
              }
  });
});
