import assert from "node:assert/strict";
import { mostRemembered, recall, remember, type Memory } from "../../../media/chat/conversationMemory.ts";

describe("what the chat view remembers of conversations", () => {
  it("is nothing of one that it does not know", () => {
    assert.deepEqual(recall([], "c1"), { conversation: "c1" });
  });

  it("is what was said last of each part", () => {
    const place = { turn: "t1", past: 10 };
    const memory = remember(remember([], "c1", { draft: "a" }), "c1", { place });
    assert.deepEqual(recall(memory, "c1"), { conversation: "c1", draft: "a", place });
    assert.deepEqual(remember(memory, "c1", { draft: "" }), [{ conversation: "c1", place }]);
    assert.deepEqual(remember(memory, "c1", { place: undefined }), [{ conversation: "c1", draft: "a" }]);
  });

  it("is not that there is no draft", () => {
    assert.deepEqual(remember(remember([], "c1", { draft: "a" }), "c1", { draft: "" }), []);
  });

  it("is of the conversations that were used last, and no more than so many", () => {
    let memory: Memory = [];
    for (let n = 0; n <= mostRemembered; n += 1) {
      memory = remember(memory, `c${n}`, { draft: "a" });
      memory = remember(memory, "c0", { draft: `${n}` });
    }
    assert.equal(memory.length, mostRemembered);
    assert.equal(recall(memory, "c0").draft, `${mostRemembered}`);
    assert.equal(recall(memory, "c1").draft, undefined);
    assert.equal(recall(memory, "c2").draft, "a");
  });
});
