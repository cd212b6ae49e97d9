import assert from "node:assert/strict";
import { createMentionStore } from "../../../media/chat/mentionStore.ts";
import type { MentionView, ToHost } from "../../../src/protocol/messages.ts";

const items: readonly MentionView[] = ["sum.ts", "summary.ts"].map((label) => ({
  ...{ id: `file:${label}`, kind: "file", label, detail: `src/${label}` },
}));

describe("what can be mentioned", () => {
  let posted: ToHost[];
  let store: ReturnType<typeof createMentionStore>;
  beforeEach(() => {
    posted = [];
    store = createMentionStore((message) => {
      posted.push(message);
    });
  });

  it("is asked of the host for every other word, and once for each", () => {
    store.look("Why @s", 6);
    store.look("Why @s", 6);
    store.look("Why @su", 7);
    assert.deepEqual(posted, [
      { type: "suggest", request: 1, query: "s" },
      { type: "suggest", request: 2, query: "su" },
    ]);
  });

  it("is what the host says of the last word", () => {
    store.look("@s", 2);
    store.look("@su", 3);
    store.receive(1, items);
    assert.equal(store.choice.value, undefined);
    store.receive(2, items);
    assert.deepEqual(store.choice.value, { items, active: 0 });
    store.receive(2, []);
    assert.equal(store.choice.value, undefined);
  });

  it("is looked for until the host has said all of it, or nobody asks any more", () => {
    const looking = () => store.isLooking.value;
    assert.equal(looking(), false);
    store.look("@s", 2);
    assert.equal(looking(), true);
    store.receive(1, items, true);
    assert.equal(looking(), true);
    store.receive(1, items);
    assert.equal(looking(), false);
    store.look("@su", 3);
    store.close();
    assert.equal(looking(), false);
  });

  it("goes round with the arrow keys", () => {
    store.look("@s", 2);
    store.receive(1, items);
    const actives = ([1, 1, -1] as const).map((by) => {
      store.move(by);
      return store.choice.value?.active;
    });
    assert.deepEqual(actives, [1, 0, 1]);
  });

  it("is put beside the question in place of its word", () => {
    store.look("Why @su is it", 7);
    store.receive(1, items);
    store.move(1);
    assert.deepEqual(store.choose("Why @su is it"), { text: "Why is it", caret: 4 });
    assert.deepEqual(posted.at(-1), { type: "attach", mention: "file:summary.ts" });
    assert.equal(store.choice.value, undefined);
    assert.equal(store.choose("Why is it"), undefined);
  });

  it("is nothing once the caret has left the word", () => {
    store.look("@s", 2);
    store.receive(1, items);
    store.look("@s ", 3);
    assert.equal(store.choice.value, undefined);
    store.receive(1, items);
    assert.equal(store.choice.value, undefined);
  });
});
