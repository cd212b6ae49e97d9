import assert from "node:assert/strict";
import { suggestNames, type SuggestedNames } from "../../../../src/edit/rename/suggestNames.ts";
import { messageText } from "../../../../src/prompt/draft.ts";
import { namesWish } from "../../../support/namesByHand.ts";
import { routeTo } from "../../../support/samples.ts";
import { end, sendByHand, settled, text } from "../../../support/sendByHand.ts";

const route = routeTo({ task: "edit", model: "qwen2.5-coder:1.5b" });

async function begin(
  removed: ReadonlySet<string> = new Set(),
  withheld: (uri: string) => boolean = () => false,
) {
  const byHand = sendByHand({
    route: () => route,
    limits: () => ({ removed, withheld: ({ uri }) => withheld(uri) }),
  });
  const abort = new AbortController();
  const suggested: Promise<SuggestedNames> = suggestNames(namesWish(), byHand, abort.signal);
  await settled();
  const [sent] = byHand.sent;
  assert.ok(sent !== undefined);
  const prompt = sent.draft.messages.map(messageText).join("\n");
  return { suggested, sent, abort, prompt };
}

describe("edit/rename/suggestNames", () => {
  it("asks as a person for an edit, with every file for the path rules, in a short prompt", async () => {
    const { sent, prompt, abort } = await begin();
    const { task, trigger, files } = sent.order;
    assert.deepEqual(
      [task, trigger, files.map(({ path }) => path)],
      ["edit", "person", ["sum.ts", "bill.ts"]],
    );
    assert.match(prompt, /sum\.ts:1–3\n```typescript\nlet total = 0;[^]*pay\(total\);[^]*names for `total`/);
    assert.ok(prompt.length < 700, `${prompt.length} characters`);
    abort.abort();
  });

  it("leaves out a use that may not go there, and everything that the person left out", async () => {
    const withheld = await begin(new Set(), (uri) => uri.endsWith("bill.ts"));
    assert.match(withheld.prompt, /let total/);
    assert.doesNotMatch(withheld.prompt, /pay|bill/);
    const removed = await begin(new Set(["file:///project/sum.ts"]));
    assert.doesNotMatch(removed.prompt, /let total|sum\.ts/);
    withheld.abort.abort();
    removed.abort.abort();
  });

  it("gives the names of an answer", async () => {
    const { suggested, sent } = await begin();
    await sent.give(text("itemSum\nitems\namount"), text("Due"), end);
    assert.deepEqual(await suggested, { kind: "names", names: ["itemSum", "amountDue"] });
  });

  it("ends as soon as there are enough, however long a model would go on", async () => {
    const { suggested, sent } = await begin();
    await sent.give(text("aa\nbb\ncc\ndd\nee\nff"));
    assert.ok(sent.signal.aborted);
    assert.deepEqual(await suggested, { kind: "names", names: ["aa", "bb", "cc", "dd", "ee"] });
  });

  it("gives what had come when the model dies in the middle, without the half of a name", async () => {
    const { suggested, sent } = await begin();
    await sent.give(text("itemSum\namou"), { kind: "failed", failure: { kind: "cut", code: "EOF" } });
    assert.deepEqual(await suggested, { kind: "names", names: ["itemSum"] });
  });

  it("says so when no name fits, and how to go on", async () => {
    const { suggested, sent } = await begin();
    await sent.give(text("I cannot see the code.\ntotal\n"), end);
    const came = await suggested;
    assert.ok(came.kind === "failed");
    assert.equal(came.problem.sentence, "qwen2.5-coder:1.5b thought of no name that fits.");
    assert.deepEqual(
      came.problem.steps.map(({ action }) => action),
      ["retry", "pickModel"],
    );
  });

  it("says why nothing came", async () => {
    const { suggested, sent } = await begin();
    await sent.give({ kind: "failed", failure: { kind: "paused" } });
    const came = await suggested;
    assert.ok(came.kind === "failed" && /paused/.test(came.problem.sentence));
  });

  it("says which model answered instead, and why", async () => {
    const { suggested, sent } = await begin();
    const failure = { kind: "cut", code: "ECONNRESET" } as const;
    await sent.give(
      { kind: "fellBack", server: route.provider, model: "big:70b", failure },
      text("itemSum"),
      end,
    );
    const came = await suggested;
    assert.ok(came.kind === "names" && came.note !== undefined);
  });

  it("has no names for whoever cancelled it", async () => {
    const { suggested, sent, abort } = await begin();
    await sent.give(text("itemSum\n"));
    abort.abort();
    assert.deepEqual(await suggested, { kind: "stopped" });
  });
});
