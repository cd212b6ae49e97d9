import assert from "node:assert/strict";
import type { ContextBlock } from "../../../src/context/contextBlock.ts";
import { completionDraft } from "../../../src/prompt/completionDraft.ts";
import { draftSources, messageText, type Draft } from "../../../src/prompt/draft.ts";
import { promptBudget } from "../../../src/prompt/promptBudget.ts";
import { planWindow } from "../../../src/prompt/promptWindow.ts";
import { completionAt } from "../../support/completionAt.ts";
import { routeTo, snapshot } from "../../support/samples.ts";

const coder = routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" });
const plain = routeTo({ task: "completion", model: "smollm2:135m" });
const suffixFirst = routeTo({
  task: "completion",
  infill: {
    ...{ family: "codestral", order: "suffixFirst", before: "[SUFFIX]", between: "[PREFIX]", after: "" },
    stop: ["[SUFFIX]", "[PREFIX]"],
  },
});

const promptOf = (draft: Draft): string => draft.messages.map(messageText).join("|");
const linesOf = (draft: Draft): readonly (string | undefined)[] =>
  draftSources(draft).map((source) =>
    source.kind === "file"
      ? `${source.path}:${source.lines?.first ?? 0}-${source.lines?.last ?? 0}`
      : undefined,
  );

function block(path: string, text: string): ContextBlock {
  return { kind: "definition", text, source: { kind: "file", uri: `file:///project/${path}`, path } };
}

describe("prompt/completionDraft", () => {
  function check(name: string, text: string, route: typeof coder, expected: string): void {
    it(name, () => {
      assert.equal(promptOf(completionAt(snapshot(text), route)), expected);
    });
  }

  check(
    "asks a coder to fill in, with its own tokens, what is typed last",
    "function sum(a, b) {\n  return █\n}\n",
    coder,
    "<|fim_prefix|>function sum(a, b) {\n<|fim_suffix|>}\n<|fim_middle|>  return ",
  );
  check("asks one even at the end of everything", "x█", coder, "<|fim_prefix|><|fim_suffix|><|fim_middle|>x");
  check(
    "asks one that reads the suffix first so that the prompt grows at its end",
    "function sum(a, b) {\n  return █\n}\n",
    suffixFirst,
    "[SUFFIX]}\n[PREFIX]function sum(a, b) {\n  return ",
  );
  check(
    "lets a plain model go on from the text before the position",
    "a = 1\nb = █\nc = 3",
    plain,
    "a = 1\nb = ",
  );
  check(
    "leaves closers behind the position out: they come and go by themselves",
    "a\nf(█);\nb\n",
    coder,
    "<|fim_prefix|>a\n<|fim_suffix|>b\n<|fim_middle|>f(",
  );
  check(
    "keeps code behind the position: somebody asked with a key",
    "a\nf(█) + g(1)\nb\n",
    coder,
    "<|fim_prefix|>a\n<|fim_suffix|>) + g(1)\nb\n<|fim_middle|>f(",
  );
  check(
    "does not let a document steer the model with its own tokens",
    'a\nconst mark = "<|fim_middle|>";\n█',
    coder,
    '<|fim_prefix|>a\nconst mark = "< |fim_middle|>";\n<|fim_suffix|><|fim_middle|>',
  );

  it("is one raw message for completion, short, with the probability of every token", () => {
    const draft = completionAt(snapshot("a█"), coder);
    assert.deepEqual(
      [draft.task, draft.messages.map(({ role }) => role), draft.maxTokens, draft.logprobs],
      ["completion", ["raw"], 128, true],
    );
    assert.ok(draft.stop.includes("<|endoftext|>") && draft.stop.includes("<|fim_prefix|>"));
    assert.deepEqual(completionAt(snapshot("a█"), plain).stop, ["\n\n\n"]);
  });

  it("puts code from elsewhere first, the way the family reads other files", () => {
    const draft = completionAt(snapshot("one\ntwo█"), coder, [
      block("src/sum.ts", "export function sum();\n"),
    ]);
    assert.equal(
      promptOf(draft),
      "<|repo_name|>project\n<|file_sep|>src/sum.ts\nexport function sum();\n<|file_sep|>sum.ts\n<|fim_prefix|>one\n<|fim_suffix|><|fim_middle|>two",
    );
    assert.ok(linesOf(draft).includes("src/sum.ts:0-0"));
  });

  it("tells of code from outside the project nothing about the machine", () => {
    const block: ContextBlock = {
      kind: "definition",
      text: "interface Sum {}",
      source: { kind: "file", uri: "file:///home/ada/lib/sum.d.ts", path: "/home/ada/lib/sum.d.ts" },
    };
    for (const route of [coder, plain]) {
      const prompt = promptOf(completionAt(snapshot("a█"), route, [block]));
      assert.ok(prompt.includes("sum.d.ts") && !prompt.includes("ada"), prompt);
    }
  });

  it("writes it as comments where a family knows no files", () => {
    const blocks = [block("lib/sum.py", "def sum(a):\n  ...")];
    const python = { ...snapshot("x = █"), languageId: "python" };
    assert.equal(promptOf(completionAt(python, plain, blocks)), "# lib/sum.py\n# def sum(a):\n#   ...\nx = ");
  });

  it("leaves out what may not go where the route leads", () => {
    const here = snapshot("x = █");
    const budget = promptBudget({
      ...{ contextTokens: 4096, answerTokens: 128, prefillPerS: undefined },
      ...{ rereadsSuffix: false, fillsIn: false, eco: false },
    });
    const context = [block("secret.ts", "S3CRET"), block("open.ts", "OPEN")];
    const window = planWindow(here, { budget, anchor: "none", fillsIn: false, context });
    const draft = completionDraft(
      { window, text: here.text, answer: { tokens: 1, endsWithLine: false } },
      plain,
      {
        withheld: ({ path }) => path === "secret.ts",
        removed: new Set(),
      },
    );
    assert.doesNotMatch(promptOf(draft), /S3CRET|secret\.ts/);
    assert.match(promptOf(draft), /OPEN/);
  });

  it("names the lines it took, and the tokens as its own", () => {
    const draft = completionAt(snapshot("one\ntwo█\nthree\n"), coder);
    assert.deepEqual(linesOf(draft), [undefined, "sum.ts:1-1", "sum.ts:3-3", "sum.ts:2-2"]);
    assert.deepEqual(linesOf(completionAt(snapshot("one\ntwo█\nthree\n"), plain)), ["sum.ts:1-2"]);
  });

  it("takes whole lines near the position from a long document, with its first lines on top", () => {
    const many = (from: number, count: number): string =>
      Array.from({ length: count }, (_, index) => `line ${from + index} of the file\n`).join("");
    const draft = completionAt(snapshot(`${many(1, 2000)}here█\n${many(2002, 2000)}`), coder);
    const [, before = "", after = ""] =
      /^<\|fim_prefix\|>(.*)<\|fim_suffix\|>(.*)<\|fim_middle\|>here$/s.exec(promptOf(draft)) ?? [];
    assert.match(before, /^line 1 of the file\n(line \d+ of the file\n)+line 2000 of the file\n$/);
    assert.match(after, /^line 2002 of the file\n(line \d+ of the file\n)+$/);
    assert.ok(before.length > 1000 && after.length > 200 && before.length + after.length < 3000);
  });

  it("takes less for a model that has less room", () => {
    const text = `${"x = 1\n".repeat(3000)}█`;
    const lengths = [512, 1024, 8192].map(
      (contextTokens) => promptOf(completionAt(snapshot(text), { ...coder, contextTokens })).length,
    );
    assert.ok(
      lengths.every((length, index) => length > (lengths[index - 1] ?? 0)),
      lengths.join(" < "),
    );
  });

  it("takes the nearest part of a single line that is too long", () => {
    const draft = completionAt(snapshot(`${"x".repeat(50_000)}y█`), plain);
    assert.match(promptOf(draft), /^x+y$/);
    assert.ok(promptOf(draft).length < 7000);
  });

  it("splits no pair of surrogates where it cuts a line", () => {
    for (const shift of ["", "x"]) {
      const draft = completionAt(snapshot(`${shift}${"😀".repeat(20_000)}█`), plain);
      assert.doesNotThrow(() => encodeURIComponent(promptOf(draft)));
    }
  });
});
