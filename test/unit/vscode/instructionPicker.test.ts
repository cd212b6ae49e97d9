import assert from "node:assert/strict";
import { createInstructionHistory } from "../../../src/edit/inline/instructionHistory.ts";
import { pickInstruction } from "../../../src/vscode/instructionPicker.ts";
import { storeInMemory } from "../../support/stores.ts";
import { quickPicks } from "../../support/vscode.ts";

async function openPicker(value = "") {
  const history = createInstructionHistory(storeInMemory({}));
  await history.add("Add a comment");
  await history.add("Use reduce");
  const picked = pickInstruction({ title: "Edit a.ts:1–3", value }, history);
  const picker = quickPicks.at(-1);
  assert.ok(picker);
  const labels = (): readonly string[] => picker.items.map(({ label }) => label);
  return { history, picked, picker, labels };
}

describe("vscode/instructionPicker", () => {
  it("offers the instructions of before, the latest first, and takes one", async () => {
    const { picker, labels, picked } = await openPicker();
    assert.deepEqual(labels(), ["$(history) Use reduce", "$(history) Add a comment"]);
    picker.choose("$(history) Add a comment");
    assert.equal(await picked, "Add a comment");
  });

  it("puts what is typed first, and below it what holds it", async () => {
    const { picker, labels, picked } = await openPicker();
    picker.type("comment");
    assert.deepEqual(labels(), ["$(sparkle) comment", "$(history) Add a comment"]);
    picker.choose("$(sparkle) comment");
    assert.equal(await picked, "comment");
  });

  it("takes what was typed when Enter comes before its row does, and never an instruction of before", async () => {
    const { picker, picked } = await openPicker();
    picker.selectedItems = picker.items.slice(0, 1);
    picker.value = "Rename it";
    picker.accepted.fire(undefined);
    assert.equal(await picked, "Rename it");
  });

  it("puts an instruction of before into the box to be changed, and forgets one", async () => {
    const { picker, labels, history } = await openPicker();
    picker.pressInRow("$(history) Use reduce", "Put into the Box to Change It");
    assert.equal(picker.value, "Use reduce");
    picker.type("");
    picker.pressInRow("$(history) Use reduce", "Forget This Instruction");
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(history.all(), ["Add a comment"]);
    assert.deepEqual(labels(), ["$(history) Add a comment"]);
  });

  it("asks with what was asked last when it asks again, and takes nothing from a person who leaves", async () => {
    const { picker, labels, picked } = await openPicker("Use reduce");
    assert.deepEqual(labels(), ["$(sparkle) Use reduce"]);
    picker.hide();
    assert.equal(await picked, undefined);
  });

  it("goes on asking while nothing is typed", async () => {
    const { picker, picked } = await openPicker();
    picker.selectedItems = [];
    picker.accepted.fire(undefined);
    picker.hide();
    assert.equal(await picked, undefined);
  });
});
