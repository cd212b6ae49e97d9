import assert from "node:assert/strict";
import { mentionAt } from "../../../media/chat/mentionAt.ts";

describe("the mention at the caret", () => {
  const at = (marked: string) => mentionAt(marked.replace("█", ""), marked.indexOf("█"));

  it("is an @ at the beginning of a word, with what stands between it and the caret", () => {
    assert.deepEqual(at("@█"), { start: 0, query: "" });
    assert.deepEqual(at("Why does @sum█"), { start: 9, query: "sum" });
    assert.deepEqual(at("a\n@src/s█um"), { start: 2, query: "src/s" });
  });

  it("is none in an address, behind a blank, or without an @", () => {
    for (const marked of ["mail me@home█", "@sum █", "sum█", "█@sum"]) assert.equal(at(marked), undefined);
  });
});
