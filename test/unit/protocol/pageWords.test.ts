import assert from "node:assert/strict";
import { pageWords, parsePageWords } from "../../../src/protocol/pageWords.ts";

const words = { language: "de", sentences: { Send: "Senden", "</script><script>": "<!-- “ü” \u2028" } };

describe("protocol/pageWords", () => {
  it("reads what it wrote", () => {
    assert.deepEqual(parsePageWords(pageWords(words)), words);
  });

  it("writes no markup, so that nothing in a translation ends the element it stands in", () => {
    assert.doesNotMatch(pageWords(words), /</);
  });

  it("is English where a page has no words, or what is there are none", () => {
    const others = [undefined, null, "null", "[]", "{}", '{"language":1,"sentences":{}}'];
    for (const text of [...others, '{"language":"de","sentences":{"Send":1}}'])
      assert.equal(parsePageWords(text), undefined, String(text));
  });
});
