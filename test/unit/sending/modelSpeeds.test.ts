import assert from "node:assert/strict";
import { ModelSpeeds } from "../../../src/sending/modelSpeeds.ts";

describe("sending/modelSpeeds", () => {
  it("knows the speed of the last answer that its server measured", () => {
    const speeds = new ModelSpeeds();
    assert.equal(speeds.last("ollama", "m"), undefined);
    speeds.note("ollama", "m", { answerTokens: 100, answerMs: 2000 });
    speeds.note("ollama", "m", { answerTokens: 100, answerMs: 4000 });
    assert.deepEqual([speeds.last("ollama", "m"), speeds.last("team", "m")], [25, undefined]);
  });

  it("guesses nothing from an answer that was not measured, or too short", () => {
    const speeds = new ModelSpeeds();
    for (const usage of [
      {},
      { answerTokens: 100 },
      { answerMs: 2000 },
      { answerTokens: 7, answerMs: 1 },
      { answerTokens: 100, answerMs: 0 },
    ])
      speeds.note("ollama", "m", usage);
    assert.equal(speeds.last("ollama", "m"), undefined);
  });
});
