import assert from "node:assert/strict";
import { stopMatcher } from "../../scripts/engine/stopMatcher.ts";
import { textAssembler } from "../../scripts/engine/textAssembler.ts";

/** A vocabulary in which each byte is a token. */
const bytes = (tokens: readonly number[]): string => Buffer.from(tokens).toString("utf8");

describe("text from tokens", () => {
  it("gives each character when its last byte has come", () => {
    const add = textAssembler(bytes);
    const parts = [...Buffer.from("é🙂你a")].map(add);
    assert.deepEqual(parts, ["", "é", "", "", "", "🙂", "", "", "你", "a"]);
  });

  it("gives the whole characters of a token that ends in the middle of another one", () => {
    const pieces = [
      Buffer.from("a"),
      Buffer.from([0x62, 0xf0, 0x9f]),
      Buffer.from([0x99, 0x82, 0xc3]),
      Buffer.from([0xa9]),
    ];
    const add = textAssembler((tokens) =>
      Buffer.concat(tokens.map((id) => pieces[id] ?? Buffer.alloc(0))).toString(),
    );
    assert.deepEqual([0, 1, 2, 3].map(add), ["a", "b", "🙂", "é"]);
  });

  it("goes on after bytes that are no character at all", () => {
    const add = textAssembler(bytes);
    const text = [0xff, 0xff, 0xff, 0xff, 0x61].map(add).join("");
    assert.match(text, /^\uFFFD+a$/u);
  });
});

describe("stop strings", () => {
  const run = (stops: readonly string[], parts: readonly string[]): { given: string[]; stopped: boolean } => {
    const matcher = stopMatcher(stops);
    const given = parts.map((part) => matcher.add(part));
    return { given: [...given, matcher.rest()], stopped: matcher.stopped };
  };

  it("hold back what may become one and give it when it does not", () => {
    assert.deepEqual(run(["END"], ["aE", "N", "x"]), { given: ["a", "", "ENx", ""], stopped: false });
    assert.deepEqual(run(["END"], ["aE", "N"]), { given: ["a", "", "EN"], stopped: false });
  });

  it("cut at the one that begins first and give nothing after it", () => {
    assert.deepEqual(run(["cd", "bc"], ["ab", "cd", "e"]), { given: ["a", "", "", ""], stopped: true });
    assert.deepEqual(run(["\n\n", ""], ["x\n", "\ny"]), { given: ["x", "", ""], stopped: true });
  });
});
