import assert from "node:assert/strict";
import { keepUnchanged } from "../../../media/chat/keepUnchanged.ts";
import type { TurnView } from "../../../src/protocol/messages.ts";

const turn = (id: string, text: string): TurnView => ({
  id,
  question: "?",
  chips: [],
  answer: { text, status: "done", model: "m" },
});

describe("turns of a new state", () => {
  it("are the old objects where nothing changed", () => {
    const before = [turn("a", "one"), turn("b", "two")];
    const after = keepUnchanged(before, [turn("a", "one"), turn("b", "changed"), turn("c", "new")]);
    assert.equal(after[0], before[0]);
    assert.deepEqual(after.slice(1), [turn("b", "changed"), turn("c", "new")]);
  });
});
