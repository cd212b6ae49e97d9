import { plainLine } from "../base/plainLine.ts";
import type { FileVerdict } from "../ledger/verify.ts";
import type { LedgerChecks } from "../protocol/ledgerMessages.ts";
import { countOf, deletedWords } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";

type Broken = Exclude<FileVerdict, { kind: "holds" }>;
type Reason = Extract<FileVerdict, { kind: "brokenAt" }>["reason"];

const claim = "Later changes by others or by a fault would show; this is no proof against you.";

const reasons: { readonly [R in Reason]: (record: number) => string } = {
  edited: (record) => `record ${record} was changed after it was written`,
  removed: (record) => `records are missing before record ${record}`,
  swapped: (record) => `record ${record} stands in another place than it was written in`,
  inserted: (record) => `something was put in at record ${record}`,
  unreadable: (record) =>
    `line ${record} is no record; a crash in the middle of writing leaves such a line, too`,
};

function problem(verdict: Broken): string {
  const file = plainLine(verdict.file);
  switch (verdict.kind) {
    case "brokenAt":
      return `${file}: ${reasons[verdict.reason](verdict.seq)}. What follows in this file cannot be relied on.`;
    case "cutShort":
      return `${file}: its end was cut off. It had ${countOf(verdict.expected, "record")} at least and has ${verdict.found}.`;
    case "missing":
      return `${file} is gone. It had ${countOf(verdict.expected, "record")} at least.`;
  }
}

/** While the files are being checked. */
export const checking: LedgerChecks = { state: "checking", sentence: "Checking every chain…", problems: [] };

/** What is in its place, but cannot be shown. */
function unknownWords(verdicts: readonly FileVerdict[]): string {
  const unknown = verdicts.reduce(
    (sum, verdict) => sum + (verdict.kind === "holds" ? (verdict.unknown ?? 0) : 0),
    0,
  );
  if (unknown === 0) return "";
  const [are, they] = unknown === 1 ? ["is", "it is"] : ["are", "they are"];
  return ` ${countOf(unknown, "record")} ${are} of a kind that this version does not know; ${they} not listed.`;
}

/** When the ledger was last deleted, as far as its files say. */
function deletion(verdicts: readonly FileVerdict[], local: LocalTime): string {
  const times = verdicts.flatMap((verdict) => (verdict.kind === "holds" ? (verdict.deletedAt ?? []) : []));
  const last = times.toSorted().at(-1);
  return last === undefined ? "" : ` ${deletedWords(last, local)}`;
}

/** What came of checking the files, and what that means, with times by the reader's clock. */
export function ledgerChecks(verdicts: readonly FileVerdict[], local: LocalTime): LedgerChecks {
  const problems = verdicts.filter((verdict) => verdict.kind !== "holds").map(problem);
  const files = countOf(verdicts.length, "file");
  const deleted = deletion(verdicts, local);
  if (verdicts.length === 0)
    return { state: "holds", sentence: "There are no records to check yet.", problems };
  if (problems.length === 0) {
    const holds = verdicts.length === 1 ? "its chain holds" : "every chain holds";
    const sentence = `Checked: ${files}, ${holds}.${unknownWords(verdicts)} ${claim}${deleted}`;
    return { state: "holds", sentence, problems };
  }
  const broken = problems.length === 1 ? "1 does not hold" : `${problems.length} do not hold`;
  return {
    state: "broken",
    sentence: `Checked: ${files}, ${broken}. Somebody, a fault or a crash changed the records after they were written.${unknownWords(verdicts)}${deleted}`,
    problems,
  };
}
