import assert from "node:assert/strict";
import { ServerFigures } from "../../../src/completion/serverFigures.ts";
import { ServerMemory } from "../../../src/completion/serverMemory.ts";

describe("completion/serverFigures", () => {
  it("learns how fast a whole prompt is read, and what of the next one was read", () => {
    const figures = new ServerFigures();
    assert.equal(figures.learn({ promptTokens: 1000, promptMs: 2000, heldShare: 0 }), 1000);
    assert.equal(figures.prefillPerS, 500);
    assert.equal(figures.learn({ promptTokens: 1002, promptMs: 20, heldShare: 0.99 }), 10);
    assert.equal(figures.prefillPerS, 500);
    assert.equal(figures.keepsPrefix, true);
  });

  it("notices a server that keeps nothing of what it has read", () => {
    const figures = new ServerFigures();
    figures.learn({ promptTokens: 1000, promptMs: 2000, heldShare: 0 });
    figures.learn({ promptTokens: 1002, promptMs: 2000, heldShare: 0.99 });
    assert.equal(figures.keepsPrefix, false);
  });

  it("takes the time to the first text where the server tells none, less what every request costs", () => {
    const figures = new ServerFigures();
    figures.learn({ promptTokens: 10, firstTextMs: 100, heldShare: 0.9 });
    figures.learn({ promptTokens: 1000, firstTextMs: 2100, heldShare: 0 });
    assert.equal(figures.prefillPerS, 500);
  });

  it("says nothing before a whole prompt was read", () => {
    const figures = new ServerFigures();
    assert.equal(figures.learn({ promptTokens: 1000, promptMs: 20, heldShare: 0.9 }), undefined);
    assert.deepEqual(
      [figures.prefillPerS, figures.keepsPrefix, figures.chatEvicts],
      [undefined, undefined, undefined],
    );
  });

  it("knows what is usual only after the first requests, which load a model and read whole prompts", () => {
    const figures = new ServerFigures();
    const seen = { promptTokens: 1000, firstTextMs: 2100, promptMs: 2000, heldShare: 0 };
    for (let request = 0; request < 2; request += 1) figures.learn(seen);
    for (let request = 0; request < 5; request += 1)
      figures.learn({ ...seen, firstTextMs: 60, promptMs: 10, heldShare: 0.99 });
    assert.deepEqual([figures.firstTextMs, figures.readTokens], [undefined, undefined]);
    figures.learn({ ...seen, firstTextMs: 60, promptMs: 10, heldShare: 0.99 });
    assert.deepEqual([figures.firstTextMs, figures.readTokens], [60, 5]);
  });
});

describe("completion/serverMemory", () => {
  const prompt = "x".repeat(1000);
  const read = (memory: ServerMemory, text: string, promptMs: number): number | undefined =>
    memory.learn({ prompt: text, answer: "yes", promptTokens: 1000, promptMs });

  it("holds what was sent and what was written to it", () => {
    const memory = new ServerMemory();
    assert.equal(memory.held(prompt), 0);
    read(memory, prompt, 1000);
    assert.equal(memory.held(`${prompt}yes`), 1003);
    assert.equal(memory.held(`${prompt}ye!`), 1002);
    assert.equal(memory.held("y"), 0);
  });

  it("takes a chat to have taken the place, until the server shows otherwise", () => {
    const memory = new ServerMemory();
    read(memory, prompt, 1000);
    memory.chatted();
    assert.equal(memory.held(prompt), 0);
    read(memory, prompt, 5);
    memory.chatted();
    assert.equal(memory.held(prompt), 1000);
    assert.equal(memory.figures.prefillPerS, 1000);
  });

  it("learns that a chat evicts", () => {
    const memory = new ServerMemory();
    read(memory, prompt, 1000);
    memory.chatted();
    read(memory, prompt, 1000);
    assert.equal(memory.figures.chatEvicts, true);
  });
});
