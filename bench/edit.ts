import { processorMs } from "../src/base/processorMs.ts";
import { regionAnswer } from "../src/edit/inline/regionAnswer.ts";
import { regionText } from "../src/edit/inline/regionText.ts";
import { Proposal } from "../src/edit/proposal/proposal.ts";
import type { WritePorts } from "../src/edit/proposal/writeProposal.ts";
import type { BenchOptions, Measurements } from "./run.ts";
import { percentile } from "./support/percentile.ts";

const lines = { file: 20_000, region: 200 };
const uri = "file:///project/long.ts";

/** Nothing is written here. */
const nowhere: WritePorts = {
  folders: () => [],
  realUri: (one) => Promise.resolve(one),
  confirm: () => Promise.resolve(false),
  now: () => Promise.resolve({ kind: "missing" }),
  apply: () => Promise.resolve(false),
};

/**
 * What a line of an edit costs the extension's host, from the answer as it has come so far to the whole document that is shown
 * on the right of the diff; and what it costs to find the changes when the last one has come.
 */
export function benchEdit({ full }: BenchOptions): Measurements {
  const rows = Array.from(
    { length: lines.file },
    (_, index) => `  const value${index} = compute(${index});\n`,
  );
  const text = rows.join("");
  const region = { at: lines.file / 2, count: lines.region };
  const answer = rows
    .slice(region.at, region.at + region.count)
    .map((row, index) => (index % 3 === 0 ? row.replace("compute", "calculate") : row));
  const repaints: number[] = [];
  const settles: number[] = [];
  for (let round = full ? 10 : 3; round > 0; round -= 1) {
    const document = regionText(text, region, "  ");
    const proposal = new Proposal([{ uri, before: text, after: text }], nowhere);
    let shown = 0;
    proposal.onDidChange((changed) => {
      shown += proposal.textOf(changed)?.length ?? 0;
    });
    for (let count = 1; count <= answer.length; count += 1) {
      const come = `\`\`\`ts\n${answer.slice(0, count).join("")}`;
      const began = processorMs();
      proposal.grow(uri, text, document.grown(regionAnswer(come, false).lines));
      repaints.push(processorMs() - began);
    }
    const began = processorMs();
    proposal.grow(uri, text, document.done(answer.map((row) => row.trimEnd())).text);
    proposal.settle();
    settles.push(processorMs() - began);
    if (proposal.open.length === 0 || shown === 0) throw new Error("The edit came to nothing.");
  }
  return {
    "edit.repaint": { value: percentile(repaints, 0.95), unit: "ms", budget: 8 },
    "edit.repaintMax": { value: Math.max(...repaints), unit: "ms" },
    "edit.settle": { value: percentile(settles, 0.95), unit: "ms", budget: 100 },
  };
}
