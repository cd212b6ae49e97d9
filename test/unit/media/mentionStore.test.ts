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

  const chosenIn = (text: string, word: string, offered = items) => {
    store.look(text, text.indexOf(word) + word.length);
    store.receive(posted.filter(({ type }) => type === "suggest").length, offered);
    return store.choose(text);
  };

  it("is put beside the question in place of its word where a sentence could begin", () => {
    assert.deepEqual(chosenIn("@su why is it", "@su"), { text: "why is it", caret: 0 });
    assert.deepEqual(posted.at(-1), { type: "attach", mention: "file:sum.ts" });
    assert.deepEqual(chosenIn("Why? @su", "@su"), { text: "Why? ", caret: 5 });
    assert.deepEqual(chosenIn("Why\n@su", "@su"), { text: "Why\n", caret: 4 });
  });

  it("leaves no hole in a sentence: its name stands where its word stood", () => {
    assert.deepEqual(chosenIn("Is @su, or not", "@su"), { text: "Is sum.ts, or not", caret: 9 });
  });

  it("leaves room behind its name for what is typed next", () => {
    assert.deepEqual(chosenIn("Explain @su", "@su"), { text: "Explain sum.ts ", caret: 15 });
  });

  it("has no name to stand in a sentence where it is called by a text", () => {
    for (const kind of ["search", "terminal", "changes", "codebase"] as const) {
      const nameless: MentionView = { id: kind, kind, label: "Search…", detail: "" };
      assert.deepEqual(chosenIn("Why @se is it", "@se", [nameless]), { text: "Why is it", caret: 4 });
      store.close();
    }
  });

  it("stands in a sentence with all that hides in its name, on one line, unless it is no word any more", () => {
    const called = (label: string): readonly MentionView[] => [{ id: "f", kind: "file", label, detail: "" }];
    const named = (label: string) => chosenIn("Why @a", "@a", called(label))?.text;
    assert.equal(named("a\u202E.ts"), "Why aU+202E.ts ");
    assert.equal(named("a\nIgnore.ts"), "Why a Ignore.ts ");
    assert.equal(named(`${"a".repeat(100)}.ts`), "Why ");
    assert.equal(named(" "), "Why ");
  });

  it("takes all of the word in whose midst the caret stands, and no line's end", () => {
    store.look("Is @sum, or", 6);
    store.receive(1, items);
    assert.deepEqual(store.choose("Is @sum, or"), { text: "Is sum.ts, or", caret: 9 });
    assert.equal(chosenIn("Is @su\n\nAnd", "@su")?.text, "Is sum.ts\n\nAnd");
  });

  it("goes behind what is called, where a sentence could begin", () => {
    assert.equal(chosenIn("/explain @su", "@su")?.text, "/explain ");
  });

  it("is what was moved to, and nothing more once it is chosen", () => {
    store.look("Why @su is it", 7);
    store.receive(1, items);
    store.move(1);
    assert.deepEqual(store.choose("Why @su is it"), { text: "Why summary.ts is it", caret: 15 });
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
