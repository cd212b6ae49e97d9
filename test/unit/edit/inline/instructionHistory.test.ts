import assert from "node:assert/strict";
import { createInstructionHistory, instructionsKey } from "../../../../src/edit/inline/instructionHistory.ts";
import { storeInMemory } from "../../../support/stores.ts";

describe("edit/inline/instructionHistory", () => {
  it("keeps the latest first, each once, and fifty at most", async () => {
    const history = createInstructionHistory(storeInMemory({}));
    for (let index = 0; index < 60; index += 1) await history.add(`Do ${index}`);
    await history.add("Do 30");
    assert.equal(history.all().length, 50);
    assert.deepEqual(history.all().slice(0, 2), ["Do 30", "Do 59"]);
    assert.equal(history.all().filter((one) => one === "Do 30").length, 1);
  });

  it("keeps no pasted text", async () => {
    const history = createInstructionHistory(storeInMemory({}));
    await history.add("x".repeat(2000));
    assert.deepEqual(history.all(), []);
  });

  it("leaves nothing behind when everything is forgotten", async () => {
    const store = storeInMemory({});
    const history = createInstructionHistory(store);
    await history.add("Do it");
    await history.forgetAll();
    assert.deepEqual(store.keys(), []);
  });

  it("passes over what is no instruction", () => {
    const store = storeInMemory({ [instructionsKey]: ["Do it", 7, null] });
    assert.deepEqual(createInstructionHistory(store).all(), ["Do it"]);
    assert.deepEqual(createInstructionHistory(storeInMemory({ [instructionsKey]: "x" })).all(), []);
  });
});
