import assert from "node:assert/strict";
import { createInstructionHistory } from "../../../src/edit/inline/instructionHistory.ts";
import { Proposal } from "../../../src/edit/proposal/proposal.ts";
import { InlineEditDesk } from "../../../src/vscode/inlineEditDesk.ts";
import type { ShownProposal } from "../../../src/vscode/proposalPages.ts";
import { writePorts } from "../../../src/vscode/writePorts.ts";
import { openDocument } from "../../support/openDocument.ts";
import { ollama, routeTo } from "../../support/samples.ts";
import { end, sendByHand, settled, text } from "../../support/sendByHand.ts";
import { storeInMemory } from "../../support/stores.ts";
import { messages, opened, openings, progress } from "../../support/vscode.ts";

const uri = "file:///project/sum.ts";
const before = "let one = 1;\nlet two = 2;\n";

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

function openDesk() {
  const proposals = diffs();
  const { send, sent } = sendByHand({ route: () => routeTo({ task: "edit" }) });
  const desk = new InlineEditDesk({
    sending: {
      send,
      outlook: () => ({ ok: false, error: { kind: "noModel", provider: ollama, task: "edit" } }),
    },
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
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const edit = (): Promise<void> => asking(() => void desk.edit({ uri, range, instruction: "Count on" }));
  return { proposals, sent, edit };
}

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

  it("says nothing to whoever stopped it before anything came", async () => {
    const { proposals, edit } = openDesk();
    await edit();
    proposals.pages.active?.stop?.();
    await settled();
    assert.deepEqual([messages.shown, proposals.shown], [[], []]);
  });
});
