import assert from "node:assert/strict";
import { infillFamilies } from "../../../src/models/infill.ts";
import { routeInfill } from "../../../src/routing/routeInfill.ts";

describe("routing/routeInfill", () => {
  const coder = infillFamilies.find(({ family }) => family === "qwen-coder");

  it("gives completion the layout of a model's family", () => {
    assert.deepEqual(routeInfill("completion", { name: "qwen2.5-coder:1.5b" }), { infill: coder });
  });

  it("gives a model that only continues none, and any other task neither", () => {
    assert.deepEqual(routeInfill("completion", { name: "llama3" }), {});
    assert.deepEqual(routeInfill("chat", { name: "qwen2.5-coder:1.5b" }), {});
  });

  it("warns of a model that reads everything anew, whether it fills in or not", () => {
    const infill = { keepsPrefix: false } as const;
    assert.deepEqual(routeInfill("completion", { name: "granite4:micro-h", infill }).keepsPrefix, false);
    assert.deepEqual(routeInfill("completion", { name: "mamba", infill }), { keepsPrefix: false });
  });
});
