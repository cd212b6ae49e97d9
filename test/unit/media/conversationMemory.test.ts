import assert from "node:assert/strict";
import {
  mostRemembered,
  recall,
  remember,
  withoutDrafts,
  type Memory,
} from "../../../media/chat/conversationMemory.ts";

describe("what the chat view remembers of conversations", () => {
  it("is nothing of one that it does not know", () => {
    assert.deepEqual(recall([], "c1"), { conversation: "c1" });
  });

  it("is what was said last of each part", () => {
    const place = { turn: "t1", past: 10 };
    const memory = remember(remember([], "c1", { draft: "a", draftMs: 1 }), "c1", { place });
    assert.deepEqual(recall(memory, "c1"), { conversation: "c1", draft: "a", draftMs: 1, place });
    assert.deepEqual(remember(memory, "c1", { draft: "", draftMs: 1 }), [{ conversation: "c1", place }]);
    assert.deepEqual(remember(memory, "c1", { place: undefined }), [
      { conversation: "c1", draft: "a", draftMs: 1 },
    ]);
  });

  it("is not that there is no draft", () => {
    assert.deepEqual(
      remember(remember([], "c1", { draft: "a", draftMs: 1 }), "c1", { draft: "", draftMs: 1 }),
      [],
    );
  });

  it("is of the conversations that were used last, and no more than so many", () => {
    let memory: Memory = [];
    for (let n = 0; n <= mostRemembered; n += 1) {
      memory = remember(memory, `c${n}`, { draft: "a", draftMs: 1 });
      memory = remember(memory, "c0", { draft: `${n}`, draftMs: 1 });
    }
    assert.equal(memory.length, mostRemembered);
    assert.equal(recall(memory, "c0").draft, `${mostRemembered}`);
    assert.equal(recall(memory, "c1").draft, undefined);
    assert.equal(recall(memory, "c2").draft, "a");
  });

  it("is no draft that was written before a moment, or nobody knows when, and every place", () => {
    const place = { turn: "t1", past: 10 };
    const since = { conversation: "c3", draft: "c", draftMs: 5 };
    const memory = [
      { conversation: "c1", draft: "a" },
      { conversation: "c2", draft: "b", draftMs: 4, place },
      since,
    ];
    assert.deepEqual(withoutDrafts(memory, 5), [{ conversation: "c2", place }, since]);
  });
});
