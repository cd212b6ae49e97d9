import assert from "node:assert/strict";
import { completionDraft } from "../../../src/prompt/completionDraft.ts";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { routeTo, snapshot } from "../../support/samples.ts";

const coder = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });
const plain = routeTo({ task: "completion", model: "smollm2:135m" });

const promptOf = (draft: Draft): string => draft.messages.map(messageText).join("|");
const linesOf = (draft: Draft): readonly (string | undefined)[] =>
  draftSources(draft).map((source) =>
    source.kind === "file"
      ? `${source.path}:${source.lines?.first ?? 0}-${source.lines?.last ?? 0}`
      : undefined,
  );

describe("prompt/completionDraft", () => {
  function check(name: string, text: string, route: typeof coder, expected: string): void {
    it(name, () => {
      assert.equal(promptOf(completionDraft(snapshot(text), route)), expected);
    });
  }

  check(
    "asks a coder to fill in, with its own tokens",
    "function sum(a, b) {\n  return █\n}\n",
    coder,
    "<|fim_prefix|>function sum(a, b) {\n  return <|fim_suffix|>\n}\n<|fim_middle|>",
  );
  check("asks one even at the end of everything", "x█", coder, "<|fim_prefix|>x<|fim_suffix|><|fim_middle|>");
  check(
    "writes the blanks its family was trained with",
    "a█b",
    routeTo({ model: "codellama:7b-code" }),
    "<PRE> a <SUF>b <MID>",
  );
  check(
    "lets a plain model go on from the text before the position",
    "a = 1\nb = █\nc = 3",
    plain,
    "a = 1\nb = ",
  );

  it("is one raw message for completion, greedy and short", () => {
    const draft = completionDraft(snapshot("a█"), coder);
    assert.deepEqual(
      [draft.task, draft.messages.map(({ role }) => role), draft.maxTokens],
      ["completion", ["raw"], 128],
    );
    assert.ok(draft.stop.includes("<|endoftext|>") && draft.stop.includes("<|fim_prefix|>"));
    assert.deepEqual(completionDraft(snapshot("a█"), plain).stop, ["\n\n\n"]);
  });

  it("names the lines it took, and the tokens as its own", () => {
    const draft = completionDraft(snapshot("one\ntwo█\nthree\n"), coder);
    assert.deepEqual(linesOf(draft), [undefined, "sum.ts:1-2", "sum.ts:2-4"]);
    assert.deepEqual(linesOf(completionDraft(snapshot("one\ntwo█\nthree\n"), plain)), ["sum.ts:1-2"]);
  });

  it("takes whole lines near the position from a long document, more before it than behind it", () => {
    const many = (from: number, count: number): string =>
      Array.from({ length: count }, (_, index) => `line ${from + index} of the file\n`).join("");
    const draft = completionDraft(snapshot(`${many(1, 2000)}here█\n${many(2002, 2000)}`), coder);
    const [before = "", after = ""] = promptOf(draft)
      .replace("<|fim_prefix|>", "")
      .replace("<|fim_middle|>", "")
      .split("<|fim_suffix|>");
    assert.match(before, /^line \d+ of the file\n.+\nline 2000 of the file\nhere$/s);
    assert.match(after, /^\nline 2002 of the file\n.+ of the file\n$/s);
    assert.ok(before.length > 4000 && after.length > 1000 && before.length + after.length < 7000);
    const first = /^line (\d+)/.exec(before)?.[1];
    assert.equal(linesOf(draft)[1], `sum.ts:${first ?? ""}-2001`);
  });

  it("takes less for a model that has less room", () => {
    const text = `${"x = 1\n".repeat(3000)}█`;
    const lengths = [256, 512, 8192].map(
      (contextTokens) => promptOf(completionDraft(snapshot(text), { ...coder, contextTokens })).length,
    );
    assert.ok(
      lengths.every((length, index) => length > (lengths[index - 1] ?? 0)),
      lengths.join(" < "),
    );
    for (const contextTokens of [128, 192, 193])
      assert.ok(
        promptOf(completionDraft(snapshot(text), { ...coder, contextTokens })).length < 400,
        String(contextTokens),
      );
  });

  it("takes the nearest part of a single line that is too long", () => {
    const draft = completionDraft(snapshot(`${"x".repeat(50_000)}y█`), plain);
    assert.match(promptOf(draft), /^x+y$/);
    assert.ok(promptOf(draft).length < 7000);
  });
});
