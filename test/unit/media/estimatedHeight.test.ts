import assert from "node:assert/strict";
import { estimatedHeight } from "../../../media/chat/estimatedHeight.ts";

describe("the room kept for an answer that is not drawn yet", () => {
  it("grows with the lines that the text takes at the width of the view", () => {
    const words = "word ".repeat(200);
    assert.ok(estimatedHeight(words, 300) > estimatedHeight(words, 600));
    assert.ok(estimatedHeight("a\nb\nc", 300) > estimatedHeight("a b c", 300));
    assert.ok(estimatedHeight(words + words, 300) > 1.8 * estimatedHeight(words, 300));
  });

  it("is some for an empty answer and in a view of no width", () => {
    for (const height of [estimatedHeight("", 300), estimatedHeight("words", 0)])
      assert.ok(height > 0 && Number.isInteger(height));
  });
});
