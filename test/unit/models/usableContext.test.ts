import assert from "node:assert/strict";
import { usableContext } from "../../../src/models/usableContext.ts";

describe("models/usableContext", () => {
  it("asks for as much context as a model has, of Ollama for no more than a machine can hold", () => {
    assert.deepEqual([2048, 8192, 131_072, undefined].map(usableContext), [2048, 8192, 8192, 8192]);
  });
});
