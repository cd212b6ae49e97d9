import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fitPrompt } from "../../../bench/replay/server/fitPrompt.ts";
import { pseudoLogprob } from "../../../bench/replay/server/pseudoLogprob.ts";
import { tell } from "../../../bench/replay/server/tell.ts";
import { tokenize } from "../../../bench/replay/server/tokenize.ts";
import { texts } from "../../../bench/replay/scenarios/texts.ts";
import { projectRoot } from "../../../scripts/tool.ts";

const folder = join(projectRoot, "bench/replay/scenarios/texts");
const code = await Promise.all(Object.keys(texts).map((file) => readFile(join(folder, file), "utf8")));

describe("the simulated tokenizer", () => {
  it("loses nothing of a text", () => {
    for (const text of [...code, "", "a🙂b\u{202e}c\r\n\td", "<|fim_prefix|> <PRE> [SUFFIX]"])
      assert.equal(tokenize(text).join(""), text);
  });

  it("makes a token of about 3.3 characters of code", () => {
    const characters = code.reduce((sum, text) => sum + text.length, 0);
    const tokens = code.reduce((sum, text) => sum + tokenize(text).length, 0);
    assert.ok(Math.abs(characters / tokens - 3.3) < 0.3, `${characters / tokens}`);
  });

  it("makes one token of a special one", () => {
    for (const token of ["<|fim_prefix|>", "<fim_suffix>", "<｜fim▁hole｜>", "[PREFIX]", "<[fim-middle]>"])
      assert.deepEqual(tokenize(token), [token]);
  });
});

describe("a prompt that is too long", () => {
  const tokens = Array.from({ length: 100 }, (_, index) => String(index));

  it("keeps its first tokens and the last of half the context", () => {
    const fitted = fitPrompt(tokens, { contextTokens: 50, keep: 4, tooLong: "cut" });
    assert.equal(fitted.length, 50 - 23);
    assert.deepEqual(fitted.slice(0, 5), ["0", "1", "2", "3", "77"]);
    assert.equal(fitted.at(-1), "99");
  });

  it("is refused where it shall not be cut", () => {
    assert.throws(
      () => fitPrompt(tokens, { contextTokens: 50, keep: 4, tooLong: "refuse" }),
      /the input length exceeds the context length/u,
    );
  });

  it("stays as it is while it fits", () => {
    assert.equal(fitPrompt(tokens, { contextTokens: 101, keep: 4, tooLong: "refuse" }), tokens);
  });
});

describe("an answer of the simulated model", () => {
  const oracle = (): { text: string; isTrue: boolean } => ({ text: "one two\nthree", isTrue: true });
  const read = { kind: "continue", before: "", after: "" } as const;

  it("ends before a text that stops it", () => {
    const told = tell(oracle, read, { stop: ["", "\n"], tokens: 50 });
    assert.deepEqual([told.tokens.join(""), told.doneReason], ["one two", "stop"]);
  });

  it("is cut at the number of tokens asked for", () => {
    const told = tell(oracle, read, { stop: [], tokens: 1 });
    assert.deepEqual([told.tokens, told.doneReason], [["one"], "length"]);
  });

  it("is prose where the prompt cannot be read", () => {
    const told = tell(oracle, { kind: "talk" }, { stop: [], tokens: 99 });
    assert.ok(told.tokens.join("").startsWith("Sure"));
    assert.equal(told.isTrue, false);
  });

  it("is more probable when it is true", () => {
    const mean = (isTrue: boolean): number =>
      Array.from({ length: 50 }, (_, index) => pseudoLogprob(isTrue, "token", index)).reduce(
        (sum, logprob) => sum + logprob / 50,
        0,
      );
    assert.ok(mean(true) > -0.5 && mean(false) < -1.5, `${mean(true)} and ${mean(false)}`);
  });
});
