import { plainLine } from "../base/plainLine.ts";
import type { LinkRow } from "../ledger/ledgerRows.ts";
import type { LedgerFact, LedgerRowView } from "../protocol/ledgerMessages.ts";
import type { RowSurroundings } from "./rowSurroundings.ts";
import { say } from "../terms/words.ts";

/** The row of an opened link in words. Its address is one line of text, and nothing to click. */
export function linkRowView(row: LinkRow, surroundings: RowSurroundings): LedgerRowView {
  const { subject, end, time } = row;
  const { local } = surroundings;
  const isOpened = end?.outcome === "opened";
  return {
    id: subject.id,
    day: local.day(time),
    time: local.clock(time),
    icon: "link-external",
    lead: isOpened ? say("Link opened in your browser") : say("Link"),
    model: "",
    destination: plainLine(subject.host),
    ending: isOpened ? "" : plainLine(ending(row, surroundings)),
    sizes: "",
    took: "",
    refused: false,
    facts: facts(row, surroundings),
    files: [],
    hasBody: false,
  };
}

function ending({ subject, end }: LinkRow, { isRunning }: RowSurroundings): string {
  if (end?.outcome === "opened") return say("the editor gave the address to your browser");
  if (end?.outcome === "notOpened") return say("not opened: the editor did not open it");
  if (end !== undefined) return end.outcome;
  return isRunning(subject.id) ? say("under way") : say("no end recorded: it may have been opened");
}

const foundIn: Readonly<Record<string, string>> = {
  answer: say("an answer"),
  setUp: say("the help with set-up"),
};

function facts(row: LinkRow, surroundings: RowSurroundings): readonly LedgerFact[] {
  const { subject, time, seq, file, hash } = row;
  const { local } = surroundings;
  const pairs = [
    [say("Recorded"), `${local.day(time)} ${local.clock(time)} ${local.zone} (${time})`],
    [say("Ended"), ending(row, surroundings)],
    [say("Workspace"), subject.workspace],
    [say("Started by"), "you"],
    [say("Found in"), foundIn[subject.from] ?? subject.from],
    [say("Host"), subject.host],
    [say("Whole address"), subject.url],
    ["Drawbridge", subject.version],
    [say("Link"), subject.id],
    [say("Hash of the record"), hash],
    [say("Record"), file === "" ? `${seq}` : say("{0} of {1}", seq, file)],
  ] as const;
  return pairs.map(([label, value]) => ({ label, value: plainLine(value) }));
}
