import assert from "node:assert/strict";
import {
  droppedUris,
  handedOver,
  holdsUris,
  pastedExcerpt,
  withBehind,
} from "../../../media/chat/takenText.ts";
import { longestPaste, mostDropped } from "../../../src/protocol/limits.ts";

/** What a clipboard or a drag carries, by its type. */
function carried(data: Readonly<Record<string, string>>) {
  return { types: Object.keys(data), getData: (type: string): string => data[type] ?? "" };
}

describe("texts and files that the chat view takes", () => {
  function checkPaste(name: string, text: string, isTaken: boolean): void {
    it(`${isTaken ? "go beside the question" : "stay a part of it"} when what is pasted is ${name}`, () => {
      assert.equal(pastedExcerpt(carried({ "text/plain": text })), isTaken ? text : undefined);
    });
  }

  checkPaste("a word", "sum", false);
  checkPaste("a line with its end", "const a = 1;\n", false);
  checkPaste("two lines", "one\ntwo\n", false);
  checkPaste("a piece of code", "if (a) {\n  b();\n}", true);

  it("are no more of a paste than is looked at", () => {
    assert.equal(pastedExcerpt(carried({ "text/plain": "x\n".repeat(longestPaste) }))?.length, longestPaste);
    assert.equal(pastedExcerpt(carried({ "text/html": "<b>\n\n\n</b>" })), undefined);
  });

  it("are the editor's own list of a drag before any other, each once", () => {
    const both = { "application/vnd.code.uri-list": "file:///a.ts\r\nfile:///a.ts", "text/uri-list": "x:y" };
    assert.deepEqual(droppedUris(carried(both)), ["file:///a.ts"]);
    assert.deepEqual(droppedUris(carried({ "text/uri-list": "# two\nfile:///a\n\nfile:///b\n" })), [
      "file:///a",
      "file:///b",
    ]);
    assert.deepEqual(droppedUris(carried({ "text/plain": "file:///a" })), []);
    assert.deepEqual(droppedUris(carried({ "text/uri-list": "https://docs.example/a\nfile:///b" })), [
      "file:///b",
    ]);
    assert.ok(holdsUris(carried(both)) && !holdsUris(carried({ "text/plain": "" })));
  });

  it("stand behind what was written as a word of their own", () => {
    const link = "https://docs.example/a";
    assert.deepEqual(
      ["", "See", "See\n"].map((draft) => withBehind(draft, link)),
      [link, `See ${link}`, `See\n${link}`],
    );
    assert.equal(withBehind("See", ""), "See");
  });

  it("are no more files than can be handed over at once, with how many there were", () => {
    const list = Array.from({ length: mostDropped + 1 }, (_, index) => `file:///${index}`).join("\n");
    const { uris, of } = handedOver(droppedUris(carried({ "text/uri-list": list })));
    assert.deepEqual([uris.length, of], [mostDropped, mostDropped + 1]);
    assert.deepEqual(handedOver(["file:///a"]), { uris: ["file:///a"] });
  });
});
