import assert from "node:assert/strict";
import { indentMap } from "../../../../src/edit/apply/indentMap.ts";
import { planApply } from "../../../../src/edit/apply/planApply.ts";

describe("a file of more rows than a call takes arguments", () => {
  const size = 150_000;

  it("takes a diff", () => {
    const rows = Array.from({ length: size }, (_, row) => `r${row}`);
    const answer = "@@ -140000,3 +140000,3 @@\n r139999\n-r140000\n+fresh\n r140001";
    const plan = planApply({ before: rows.join("\n"), answer, languageId: "plaintext" });
    assert.ok(plan.kind === "applied");
    assert.equal(plan.after, rows.with(140_000, "fresh").join("\n"));
  });

  it("is changed at two places far apart by an answer that shows all of it", () => {
    const rows = Array.from({ length: size }, (_, row) => `r${row}`);
    const answer = rows
      .with(100, "fresh")
      .toSpliced(size - 100, 1, "fresher", "freshest")
      .join("\n");
    const plan = planApply({ before: rows.join("\n"), answer, languageId: "plaintext" });
    assert.ok(plan.kind === "applied");
    assert.equal(plan.after, answer);
    assert.deepEqual(plan.evidence, { kept: size - 2, changed: 0, added: 3, removed: 2 });
  });

  it("is asked about when the second of two places far apart leaves out much", () => {
    const rows = Array.from({ length: size }, (_, row) => `r${row}`);
    const answer = rows
      .with(100, "fresh")
      .toSpliced(size - 100, 9)
      .join("\n");
    const plan = planApply({ before: rows.join("\n"), answer, languageId: "plaintext" });
    assert.ok(plan.kind === "ask");
    assert.deepEqual([plan.reason, plan.places], ["muchLeftOut", [{ by: "replace", first: 1, last: size }]]);
  });

  it("is asked about when new rows stand beside more kept ones than are compared", () => {
    const rows = Array.from({ length: size }, (_, row) => `r${row}`);
    const fresh = ["uno", "due", "tre", "quattro"];
    const answer = ["r0", "r1", "// ... existing code ...", ...fresh, ...rows.slice(-2)].join("\n");
    const plan = planApply({ before: rows.join("\n"), answer, languageId: "plaintext" });
    assert.ok(plan.kind === "ask");
    assert.equal(plan.reason, "unclearRest");
  });

  it("has its indentation told by all its rows", () => {
    const style = { step: 4, isTabs: false };
    const shared = Array.from({ length: size }, () => [2, 4] as const);
    const map = indentMap({ shared, fresh: [], answer: { ...style, step: 2 }, file: style });
    assert.equal(map.toFile(4), 8);
  });
});
