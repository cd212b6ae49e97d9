import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withApplyTables } from "../../../../scripts/applyCasesPage.ts";
import { applyCases, outcomeOf, planCase } from "../../../support/applyCases.ts";

describe("applying kept answers", () => {
  for (const set of ["cases", "heldBack"] as const)
    for (const one of applyCases(set))
      it(`${one.languageId}: ${one.name.replaceAll("-", " ")} comes out as it should`, () => {
        const plan = planCase(one);
        if ("after" in plan && one.after !== undefined) assert.equal(plan.after, one.after);
        assert.equal(outcomeOf(one, plan), "right", JSON.stringify(plan));
      });

  it("has docs/apply-cases.md say how each came out", async () => {
    const page = readFileSync(join(import.meta.dirname, "../../../../docs/apply-cases.md"), "utf8");
    assert.equal(await withApplyTables(page), page);
  });
});
