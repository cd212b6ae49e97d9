import assert from "node:assert/strict";
import { LineTooLong, lines } from "../../../src/stream/lines.ts";
import { createRandom } from "../../support/random.ts";
import { collect, pieces } from "../../support/samples.ts";

/** In bytes; a protocol has no longer line. */
const longestLine = 4 * 1024 * 1024;

describe("stream/lines", () => {
  function check(name: string, parts: readonly string[], expected: readonly string[]): void {
    it(name, async () => {
      assert.deepEqual(await collect(lines(pieces(...parts))), expected);
    });
  }

  check("yields each line without its end", ["a\nb\n"], ["a", "b"]);
  check("ends a line with CR LF, even cut between the two", ["a\r\nb\r", "\nc"], ["a", "b", "c"]);
  check(
    "keeps empty lines, which end an event",
    ["data: 1\n\n", "data: 2\n\n"],
    ["data: 1", "", "data: 2", ""],
  );
  check("yields a last line that has no end", ["a\nb"], ["a", "b"]);
  check("puts a line together from many pieces", ["a", "b", "c\n", "", "d"], ["abc", "d"]);
  check("yields nothing for nothing", ["", ""], []);
  check("takes no other character for the end of a line", ["a\u2028b\rc\u0085\n"], ["a\u2028b\rc\u0085"]);

  it("yields the same lines however the bytes are cut, inside letters too", async () => {
    const text = '{"a":"größer 🌉→"}\r\n\n{"b":"Ω"}\nende ü';
    const bytes = Buffer.from(text);
    const expected = ['{"a":"größer 🌉→"}', "", '{"b":"Ω"}', "ende ü"];
    const random = createRandom(7);
    const cutInto = (longest: number): readonly Uint8Array[] => {
      const parts: Uint8Array[] = [];
      for (let at = 0; at < bytes.length; at += parts.at(-1)?.length ?? 1)
        parts.push(bytes.subarray(at, at + 1 + random.integer(longest)));
      return parts;
    };
    for (const longest of [1, 2, 3, 5, 11, 100])
      for (let round = 0; round < 10; round += 1)
        assert.deepEqual(await collect(lines(pieces(...cutInto(longest)))), expected);
  });

  it("gives up on a line that never ends, after having yielded those before it", async () => {
    const seen: string[] = [];
    const part = "x".repeat(longestLine / 4);
    await assert.rejects(async () => {
      for await (const line of lines(pieces("first\n", part, part, part, part, "x"))) seen.push(line);
    }, LineTooLong);
    assert.deepEqual(seen, ["first"]);
  });

  it("replaces bytes that are no text instead of failing", async () => {
    assert.deepEqual(await collect(lines(pieces(Buffer.from([0x61, 0xff, 0x0a]), Buffer.from([0xc3])))), [
      "a\uFFFD",
      "\uFFFD",
    ]);
  });
});
