import assert from "node:assert/strict";
import { estimatedHeight } from "../../../media/chat/estimatedHeight.ts";

describe("the room kept for a turn that is not drawn yet", () => {
  const heightOf = (text: string, width: number, question = "Why?"): number =>
    estimatedHeight({ question, answer: { text } }, width);

  it("grows with the lines that the text takes at the width of the view", () => {
    const words = "word ".repeat(200);
    assert.ok(heightOf(words, 300) > heightOf(words, 600));
    assert.ok(heightOf("a\nb\nc", 300) > heightOf("a b c", 300));
    assert.ok(heightOf(words + words, 300) > 1.7 * heightOf(words, 300));
  });

  it("grows with the question too", () => {
    assert.ok(heightOf("So.", 300, "why ".repeat(200)) > heightOf("So.", 300));
  });

  it("is some for an empty answer and in a view of no width", () => {
    for (const height of [heightOf("", 300), heightOf("words", 0)])
      assert.ok(height > 0 && Number.isInteger(height));
  });
});
