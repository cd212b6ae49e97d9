import { plainLine } from "../base/plainLine.ts";
import type { LinkRow } from "../ledger/ledgerRows.ts";
import type { LedgerFact, LedgerRowView } from "../protocol/ledgerMessages.ts";
import type { RowSurroundings } from "./rowSurroundings.ts";

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
    lead: isOpened ? "Link opened in your browser" : "Link",
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
  if (end?.outcome === "opened") return "the editor gave the address to your browser";
  if (end?.outcome === "notOpened") return "not opened: the editor did not open it";
  if (end !== undefined) return end.outcome;
  return isRunning(subject.id) ? "under way" : "no end recorded: it may have been opened";
}

const foundIn: Readonly<Record<string, string>> = { answer: "an answer", setUp: "the help with set-up" };

function facts(row: LinkRow, surroundings: RowSurroundings): readonly LedgerFact[] {
  const { subject, time, seq, file, hash } = row;
  const { local } = surroundings;
  const pairs = [
    ["Recorded", `${local.day(time)} ${local.clock(time)} ${local.zone} (${time})`],
    ["Ended", ending(row, surroundings)],
    ["Workspace", subject.workspace],
    ["Started by", "you"],
    ["Found in", foundIn[subject.from] ?? subject.from],
    ["Host", subject.host],
    ["Whole address", subject.url],
    ["Drawbridge", subject.version],
    ["Link", subject.id],
    ["Hash of the record", hash],
    ["Record", file === "" ? `${seq}` : `${seq} of ${file}`],
  ] as const;
  return pairs.map(([label, value]) => ({ label, value: plainLine(value) }));
}
