import assert from "node:assert/strict";
import { Proposal, type ProposedFile } from "../../../src/edit/proposal/proposal.ts";
import { createApplyDesk } from "../../../src/vscode/applyDesk.ts";
import { writePorts } from "../../../src/vscode/writePorts.ts";
import { fenced, reducedSum, sum } from "../../support/editedCode.ts";
import { openDocument } from "../../support/openDocument.ts";
import { attachment } from "../../support/samples.ts";
import { messages, opened, openings } from "../../support/vscode.ts";

const uri = "file:///project/sum.ts";
const before = `${sum.join("\n")}\n`;

describe("vscode/applyDesk", () => {
  const { open } = openings;
  const { document } = openDocument(before, { address: uri });
  beforeEach(() => {
    opened.files = { "/project/sum.ts": before };
    document.become(before);
    openings.open = () => Promise.resolve(document);
  });
  afterEach(() => {
    opened.files = {};
    openings.open = open;
    messages.shown = [];
  });

  /** Applies an answer; the file becomes another text by the time the change of it is made. */
  async function applyTo(text: string) {
    const shown: string[] = [];
    const fell: number[] = [];
    const desk = createApplyDesk({
      guard: { judge: () => Promise.resolve({ kind: "allowed" }) },
      places: {
        folders: () => [],
        join: (folder) => folder,
        at: () => Promise.resolve("file"),
        endingIn: () => Promise.resolve([]),
      },
      proposals: {
        make: (files: readonly ProposedFile[]) => {
          document.become(text);
          const proposal = new Proposal(files, writePorts);
          proposal.onDidFallAway((changes) => fell.push(changes.length));
          return proposal;
        },
        show: (proposal) => Promise.resolve(void shown.push(proposal.textOf(uri) ?? "")),
      },
    });
    const answer = `**sum.ts**\n\n${fenced("ts", reducedSum)}`;
    await desk.applyAll({ text: answer, beside: [attachment("sum.ts", before)], earlier: [] });
    return { shown, fell };
  }

  it("shows the change on top of what was typed while a place was asked for", async () => {
    const { shown } = await applyTo(`// mine\n${before}`);
    assert.deepEqual(shown, [`// mine\n${reducedSum.join("\n")}\n`]);
  });

  it("shows no diff without a change in it, where what was typed left none", async () => {
    const { shown, fell } = await applyTo("// mine\n");
    assert.deepEqual([shown, fell.length], [[], 1]);
  });
});
