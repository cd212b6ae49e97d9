import assert from "node:assert/strict";
import { inlineEdit, tooLongFor, type InlineOutcome } from "../../../../src/edit/inline/inlineEdit.ts";
import { routeTo } from "../../../support/samples.ts";
import { end, sendByHand, settled, text } from "../../../support/sendByHand.ts";

const uri = "file:///project/a.ts";
const before = "f() {\n  a();\n  b();\n}\n";
const route = routeTo({ task: "edit", model: "qwen2.5-coder:1.5b" });

function edit(instruction = "Change a") {
  const byHand = sendByHand({ route: () => route });
  const grown: string[] = [];
  const waits: string[] = [];
  const abort = new AbortController();
  const wish = {
    file: { uri, path: "a.ts", languageId: "typescript", text: before },
    region: { at: 1, count: 2 },
    instruction,
    noFartherThan: { class: "device", mayForward: false } as const,
  };
  const outcome: Promise<InlineOutcome> = inlineEdit(wish, byHand, {
    signal: abort.signal,
    onGrow: (now) => grown.push(now),
    onWait: (words) => waits.push(words),
  });
  return { wish, outcome, grown, waits, abort, sent: byHand.sent };
}

async function answered(...pieces: readonly string[]) {
  const editing = edit();
  await settled();
  await editing.sent[0]?.give(...pieces.map((piece) => text(piece)), end);
  return { ...editing, came: await editing.outcome };
}

describe("edit/inline/inlineEdit", () => {
  it("asks as a person for an edit, with the file for the path rules, no farther than was shown", async () => {
    const { sent, wish } = await answered("```\nA();\n```");
    const { task, trigger, files, noFartherThan } = sent[0]?.order ?? {};
    assert.deepEqual(
      [task, trigger, files?.map((file) => file.uri), noFartherThan],
      ["edit", "person", [uri], wish.noFartherThan],
    );
  });

  it("shows each line when it is whole, and proposes the document with all of them", async () => {
    const { grown, came } = await answered("```ts\n  A", "();\n  b(", ");\n  c();\n", "```\nDone.");
    assert.deepEqual(grown, ["f() {\n  A();\n  b();\n}\n", "f() {\n  A();\n  b();\n  c();\n}\n"]);
    assert.deepEqual(came, { kind: "done", text: "f() {\n  A();\n  b();\n  c();\n}\n" });
  });

  it("proposes nothing when the answer is what was there", async () => {
    const { came } = await answered("```\n  a();\n  b();\n```");
    assert.deepEqual(came, { kind: "unchanged" });
  });

  it("proposes nothing when a model only talks", async () => {
    const { came, grown } = await answered("Sure, which one do you mean?");
    assert.ok(came.kind === "nothing" && came.problem.sentence.includes("answered without code"));
    assert.deepEqual(grown, []);
  });

  it("keeps what came when the model dies, without the half of a line", async () => {
    const { sent, outcome } = edit();
    await settled();
    await sent[0]?.give(text("```\n  A();\n  b"), {
      kind: "failed",
      failure: { kind: "cut", code: "ECONNRESET" },
    });
    const came = await outcome;
    assert.ok(came.kind === "partial");
    assert.equal(came.text, "f() {\n  A();\n  b();\n}\n");
    assert.equal(came.came, "  A();");
    assert.match(came.problem.sentence, /broke in the middle/);
  });

  it("says of an answer that broke off, too, that a placeholder stands for a secret", async () => {
    const { sent, outcome } = edit();
    await settled();
    const failure = { kind: "cut", code: "ECONNRESET" } as const;
    await sent[0]?.give(text('```\n  A("[redacted: API key]");\n  b'), { kind: "failed", failure });
    const came = await outcome;
    assert.ok(came.kind === "partial");
    assert.match(came.note ?? "", /placeholder/);
  });

  it("says why nothing came", async () => {
    const { sent, outcome } = edit();
    await settled();
    await sent[0]?.give({ kind: "failed", failure: { kind: "paused" } });
    const came = await outcome;
    assert.ok(came.kind === "nothing");
    assert.match(came.problem.sentence, /paused/);
  });

  it("takes an answer that reached the limit for one that broke off", async () => {
    const { sent, outcome } = edit();
    await settled();
    await sent[0]?.give(text("```\n  A();\n  A();\n"), { kind: "end", reason: "length", usage: {} });
    const came = await outcome;
    assert.ok(came.kind === "partial");
    assert.match(came.problem.sentence, /limit/);
  });

  it("ends when it is stopped", async () => {
    const { abort, sent, outcome } = edit();
    await settled();
    await sent[0]?.give(text("```\n  A();\n"));
    abort.abort();
    assert.equal((await outcome).kind, "partial");
  });

  it("says what is waited for", async () => {
    const { sent, waits, outcome } = edit();
    await settled();
    await sent[0]?.give({ kind: "loading" }, { kind: "thinking", text: "Hm" }, text("```\nA();\n```"), end);
    await outcome;
    assert.deepEqual(waits, [
      "Waiting for the first word",
      "Loading qwen2.5-coder:1.5b",
      "qwen2.5-coder:1.5b is thinking",
    ]);
  });

  it("says that another model answered, and why", async () => {
    const { sent, outcome } = edit();
    await settled();
    await sent[0]?.give(
      text("```\nhalf();\n"),
      {
        kind: "fellBack",
        server: route.provider,
        model: "big:70b",
        failure: { kind: "cut", code: "ECONNRESET" },
      },
      { kind: "routed", route },
      text("```\nA();\n```"),
      end,
    );
    const came = await outcome;
    assert.ok(came.kind === "done");
    assert.doesNotMatch(came.text, /half/);
    assert.match(came.note ?? "", /This answer is from qwen2\.5-coder:1\.5b instead\./);
  });

  it("knows that lines are too many for a model", () => {
    const file = { uri, path: "a.ts", languageId: "typescript", text: "const a = f(a);\n".repeat(2000) };
    const wish = { file, region: { at: 0, count: 2000 }, instruction: "x" };
    assert.match(tooLongFor(wish, route) ?? "", /too many for qwen/);
    assert.equal(tooLongFor({ ...wish, region: { at: 0, count: 2 } }, route), undefined);
  });

  it("sends nothing on this device once the model that is found there has no room for the lines", async () => {
    const { send, sent } = sendByHand({ route: () => route });
    const text = "const a = f(a);\n".repeat(2000);
    const wish = {
      file: { uri, path: "a.ts", languageId: "typescript", text },
      region: { at: 0, count: 2000 },
      instruction: "x",
      onDevice: true,
    };
    const told: string[] = [];
    const tell = (words: string): void => void told.push(words);
    const watch = { signal: new AbortController().signal, onGrow: tell, onWait: tell };
    const sentence = "These lines are too many for qwen2.5-coder:1.5b. Select fewer, then try again.";
    assert.deepEqual(await inlineEdit(wish, { send }, watch), {
      kind: "nothing",
      problem: { sentence, steps: [] },
    });
    assert.deepEqual([sent.length, told], [1, []]);
  });

  it("proposes all of what came for lines that hold blocks themselves", async () => {
    const { send, sent } = sendByHand({ route: () => route });
    const file = { uri, path: "a.md", languageId: "markdown", text: "# A\n```\nls\n```\nb\n" };
    const wish = { file, region: { at: 0, count: 5 }, instruction: "Say c" };
    const ignore = (): void => undefined;
    const watch = { signal: new AbortController().signal, onGrow: ignore, onWait: ignore };
    const outcome = inlineEdit(wish, { send }, watch);
    await settled();
    await sent[0]?.give(text("```md\n# A\n```\nls\n```\nc\n```\n"), end);
    assert.deepEqual(await outcome, { kind: "done", text: "# A\n```\nls\n```\nc\n" });
  });
});
