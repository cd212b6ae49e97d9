import assert from "node:assert/strict";
import { chunkLength, textChunks } from "../../../media/parts/textChunks.ts";

describe("pieces of a text that would leave", () => {
  const texts: Readonly<Record<string, string>> = {
    nothing: "",
    "a line": "one line",
    "many lines": "a line of some length\n".repeat(2000),
    "one long line": "x".repeat(3 * chunkLength + 7),
    "a JSON body": JSON.stringify({ text: "a line of some length\n".repeat(2000) }),
    "pairs across a cut": `x${"😀".repeat(chunkLength)}`,
    "a line longer than a piece among short ones": `short\n${"x".repeat(2 * chunkLength)}\nshort\n`,
  };
  for (const [name, text] of Object.entries(texts))
    it(`are ${name} again when joined, and none is long or half a character`, () => {
      const chunks = textChunks(text);
      assert.equal(chunks.join(""), text);
      for (const chunk of chunks) {
        assert.ok(chunk.length > 0 && chunk.length <= chunkLength, `${chunk.length} characters`);
        assert.doesNotMatch(chunk, /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
      }
    });

  it("end with a line where they can", () => {
    const inLines = textChunks(texts["many lines"] ?? "").slice(0, -1);
    assert.ok(inLines.length > 5);
    for (const chunk of inLines) assert.ok(chunk.endsWith("\n"));
    const inBody = textChunks(texts["a JSON body"] ?? "").slice(0, -1);
    assert.ok(inBody.length > 5);
    for (const chunk of inBody) assert.ok(chunk.endsWith("\\n"));
  });
});
