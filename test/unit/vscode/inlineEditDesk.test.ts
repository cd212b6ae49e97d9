import assert from "node:assert/strict";
import { createInstructionHistory } from "../../../src/edit/inline/instructionHistory.ts";
import { Proposal } from "../../../src/edit/proposal/proposal.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import { InlineEditDesk } from "../../../src/vscode/inlineEditDesk.ts";
import type { ShownProposal } from "../../../src/vscode/proposalPages.ts";
import { writePorts } from "../../../src/vscode/writePorts.ts";
import { fenced } from "../../support/editedCode.ts";
import { openDocument } from "../../support/openDocument.ts";
import { destination, ollama, routeTo } from "../../support/samples.ts";
import { end, sendByHand, settled, text } from "../../support/sendByHand.ts";
import { storeInMemory } from "../../support/stores.ts";
import { messages, opened, openings, progress, quickPicks } from "../../support/vscode.ts";

const uri = "file:///project/sum.ts";
const before = "let one = 1;\nlet two = 2;\n";
const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
const other = { uri: "file:///project/other.ts", before, after: "let one = 1;\n" };

/** Diffs as they lie one on the other: the last one that was shown is in front. */
function diffs() {
  const shown: ShownProposal[] = [];
  const find = (proposal: Proposal): ShownProposal | undefined =>
    shown.find((one) => one.proposal === proposal);
  return {
    shown,
    make: (files: ConstructorParameters<typeof Proposal>[0]) => new Proposal(files, writePorts),
    show: (proposal: Proposal, options: Omit<ShownProposal, "proposal">) => {
      shown.push({ ...options, proposal });
      return Promise.resolve();
    },
    again: () => Promise.resolve(false),
    pages: {
      get active() {
        return shown.at(-1);
      },
      isShown: (proposal: Proposal) => find(proposal) !== undefined,
      close: (proposal: Proposal) => {
        const gone = find(proposal);
        if (gone !== undefined) shown.splice(shown.indexOf(gone), 1);
        gone?.onGone?.();
        return Promise.resolve();
      },
    },
  };
}

const unknown: Outlook = { ok: false, error: { kind: "noModel", provider: ollama, task: "edit" } };
const cloud = destination({ class: "cloud", host: "api.example.com" });
const goesToCloud: Outlook = { ok: true, value: { destination: cloud, route: routeTo({ task: "edit" }) } };

function openDesk(outlook = () => unknown) {
  const proposals = diffs();
  const { send, sent } = sendByHand({ route: () => routeTo({ task: "edit" }) });
  const desk = new InlineEditDesk({
    sending: { send, outlook },
    guard: { judge: () => Promise.resolve({ kind: "allowed" }) },
    history: createInstructionHistory(storeInMemory({})),
    proposals,
    onStep: () => undefined,
  });
  /** Has it ask, and waits until the request is on its way. */
  const asking = async (ask: () => unknown): Promise<void> => {
    const { length } = sent;
    ask();
    while (sent.length === length) await settled();
  };
  const edit = (): Promise<void> => asking(() => void desk.edit({ uri, range, instruction: "Count on" }));
  const enter = (): Promise<void> => asking(() => quickPicks.at(-1)?.accepted.fire(undefined));
  /** Asks again in the diff in front, with what stands in the box. */
  const again = (): Promise<void> => {
    void proposals.pages.active?.again?.();
    return enter();
  };
  const answer = (line: string): Promise<void> =>
    sent.at(-1)?.give(text(fenced("ts", [line])), end) ?? assert.fail("nothing was sent");
  const proposed = (): readonly (string | undefined)[] =>
    proposals.shown.map(({ proposal }) => proposal.textOf(proposal.uris[0] ?? ""));
  return { desk, proposals, sent, edit, enter, again, answer, proposed };
}

const edited = (line: string): string => `${line}\nlet two = 2;\n`;

describe("vscode/inlineEditDesk", () => {
  const { open } = openings;
  const forget = (): void => {
    Object.assign(messages, { shown: [], answer: undefined, answering: undefined });
    progress.titles = [];
  };
  beforeEach(() => {
    opened.files = { "/project/sum.ts": before };
    const { document } = openDocument(before, { address: uri });
    openings.open = () => Promise.resolve(document);
    forget();
  });
  afterEach(() => {
    opened.files = {};
    openings.open = open;
    forget();
  });

  it("says why nothing came, and what to do about it", async () => {
    const { proposals, sent, edit } = openDesk();
    await edit();
    await sent.at(-1)?.give({ kind: "failed", failure: { kind: "overloaded" } });
    const [[sentence, ...buttons] = [""]] = messages.shown;
    assert.match(sentence, /overloaded/);
    assert.deepEqual(buttons, ["Try again", "Choose another model"]);
    assert.deepEqual([messages.shown.length, proposals.shown], [1, []]);
  });

  it("says so, too, when the model only talked", async () => {
    const { sent, edit } = openDesk();
    await edit();
    await sent.at(-1)?.give(text("Sure, this is easy."), end);
    assert.match(messages.shown[0]?.[0] ?? "", /answered without code/);
  });

  it("says of a file that was deleted that it is gone, and of no proposal", async () => {
    opened.files = {};
    const { desk, proposals } = openDesk();
    await desk.edit({ uri, range, instruction: "Count on" });
    assert.deepEqual(messages.shown, [["sum.ts is not there any more. Bring it back, then edit it again."]]);
    assert.deepEqual(proposals.shown, []);
  });

  it("says nothing to whoever stopped it before anything came", async () => {
    const { proposals, edit } = openDesk();
    await edit();
    proposals.pages.active?.stop?.();
    await settled();
    assert.deepEqual([messages.shown, proposals.shown], [[], []]);
  });

  it("names no place that it does not go to, once it is to stay on this device", async () => {
    const { proposals, sent, edit, again, answer } = openDesk(() => goesToCloud);
    await edit();
    void proposals.pages.active?.again?.();
    assert.equal(quickPicks.at(-1)?.title, "Edit sum.ts:1 · api.example.com · smollm2:135m");
    quickPicks.at(-1)?.hide();
    messages.answer = "Answer on this device";
    await sent.at(-1)?.give({ kind: "failed", failure: { kind: "refusedByProvider", reason: "" } });
    await answer("let one = 3;");
    await again();
    assert.deepEqual([sent.length, sent.at(-1)?.order.onDevice], [3, true]);
    assert.equal(quickPicks.at(-1)?.title, "Edit sum.ts:1");
  });

  it("measures what is to stay on this device by no model that was chosen elsewhere", async () => {
    const small = routeTo({ task: "edit", model: "of-few-words", contextTokens: 100 });
    let outlook = goesToCloud;
    const { sent, edit, answer, proposed } = openDesk(() => outlook);
    messages.answer = "Answer on this device";
    await edit();
    outlook = { ok: true, value: { destination: cloud, route: small } };
    await sent.at(-1)?.give({ kind: "failed", failure: { kind: "refusedByProvider", reason: "" } });
    await answer("let one = 3;");
    assert.deepEqual([sent.length, messages.shown.length], [2, 1]);
    assert.deepEqual(proposed(), [edited("let one = 3;")]);
  });

  it("leaves a diff of something else to be decided about, whatever comes", async () => {
    const { proposals, edit, answer, proposed } = openDesk();
    await proposals.show(proposals.make([other]), { title: "other.ts: Proposed Edit" });
    await edit();
    await answer("let one = 3;");
    assert.deepEqual(proposed(), [other.after, edited("let one = 3;")]);
  });

  it("puts what comes in the place of the diff in which it was asked again", async () => {
    const { edit, again, answer, proposed } = openDesk();
    await edit();
    await answer("let one = 3;");
    await again();
    await answer("let one = 4;");
    assert.deepEqual(proposed(), [edited("let one = 4;")]);
  });

  it("does so when the answer broke off, too, before anybody says what then", async () => {
    const { sent, edit, again, answer, proposed } = openDesk();
    messages.answering = () => new Promise(() => undefined);
    await edit();
    await answer("let one = 3;");
    await again();
    await sent
      .at(-1)
      ?.give(text("```ts\nlet one = 4;\nlet"), { kind: "failed", failure: { kind: "cut", code: "EOF" } });
    assert.deepEqual(proposed(), [edited("let one = 4;")]);
  });

  it("keeps the diff of before when the next one is closed while it is written", async () => {
    const { proposals, sent, edit, again, answer, proposed } = openDesk();
    await edit();
    await answer("let one = 3;");
    await again();
    await sent.at(-1)?.give(text("```ts\nlet one = 4;\n"));
    const [, next] = proposals.shown;
    assert.ok(next);
    await proposals.pages.close(next.proposal);
    await settled();
    assert.deepEqual(proposed(), [edited("let one = 3;")]);
  });

  it("puts it into that place once an answer comes after one that failed", async () => {
    const { proposals, sent, edit, enter, again, answer, proposed } = openDesk();
    await edit();
    await answer("let one = 3;");
    messages.answer = "Try again";
    await again();
    await sent.at(-1)?.give({ kind: "failed", failure: { kind: "overloaded" } });
    await proposals.show(proposals.make([other]), { title: "other.ts: Proposed Edit" });
    await enter();
    await answer("let one = 4;");
    assert.deepEqual(proposed(), [other.after, edited("let one = 4;")]);
  });
});
