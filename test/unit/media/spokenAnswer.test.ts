import assert from "node:assert/strict";
import { wholeMarkdown } from "../../../media/chat/incrementalMarkdown.ts";
import { pauseMs, SpokenAnswer, spokenWords } from "../../../media/chat/spokenAnswer.ts";

describe("what of an answer is spoken", () => {
  const view = (finished: number, text = "One.\n\nTwo.\n\nThree."): Parameters<SpokenAnswer["rest"]>[0] => ({
    blocks: wholeMarkdown(text),
    finished,
    pending: "",
  });

  it("is what is finished, each block once, and not before the last announcement was heard", () => {
    const spoken = new SpokenAnswer();
    assert.equal(spoken.next(view(0), 0), undefined);
    assert.equal(spoken.next(view(1), 1), "One.");
    assert.equal(spoken.next(view(2), pauseMs), undefined);
    assert.equal(spoken.next(view(2), pauseMs + 1), "Two.");
    assert.equal(spoken.rest(view(3)), "Three.");
  });

  it("is words: code and tables are named, lists are sentences, raw HTML is nothing", () => {
    const text = "# Title\n\nUse `a.b`.\n\n```ts\na\n```\n\n- one\n- two?\n\n|a|\n|-|\n\n<i>\n\n> **Quoted**";
    assert.equal(spokenWords(wholeMarkdown(text)), "Title. Use a.b. Code. one. two? Table. Quoted");
  });

  it("is no more at once than anybody listens to", () => {
    assert.equal(spokenWords(wholeMarkdown("word ".repeat(1000))).length, 600);
  });
});
