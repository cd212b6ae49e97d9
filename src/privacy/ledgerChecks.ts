import { plainLine } from "../base/plainLine.ts";
import type { FileVerdict } from "../ledger/verify.ts";
import type { LedgerChecks } from "../protocol/ledgerMessages.ts";
import { countLabel, deletedWords, recordsLabel } from "./ledgerWords.ts";
import type { LocalTime } from "./localTime.ts";
import { say } from "../terms/words.ts";

type Broken = Exclude<FileVerdict, { kind: "holds" }>;
type Reason = Extract<FileVerdict, { kind: "brokenAt" }>["reason"];

const claim = say("Later changes by others or by a fault would show; this is no proof against you.");

const reasons: { readonly [R in Reason]: (record: number) => string } = {
  edited: (record) => say("record {0} was changed after it was written", record),
  removed: (record) => say("records are missing before record {0}", record),
  swapped: (record) => say("record {0} stands in another place than it was written in", record),
  inserted: (record) => say("something was put in at record {0}", record),
  unreadable: (record) =>
    say("line {0} is no record; a crash in the middle of writing leaves such a line, too", record),
};

function problem(verdict: Broken): string {
  const file = plainLine(verdict.file);
  switch (verdict.kind) {
    case "brokenAt":
      return say(
        "{0}: {1}. What follows in this file cannot be relied on.",
        file,
        reasons[verdict.reason](verdict.seq),
      );
    case "cutShort":
      return say(
        "{0}: its end was cut off. It had {1} at least and has {2}.",
        file,
        recordsLabel(verdict.expected),
        verdict.found,
      );
    case "missing":
      return say("{0} is gone. It had {1} at least.", file, recordsLabel(verdict.expected));
  }
}

/** While the files are being checked. */
export const checking: LedgerChecks = {
  state: "checking",
  sentence: say("Checking every chain…"),
  problems: [],
};

/** What is in its place, but cannot be shown. */
function unknownWords(verdicts: readonly FileVerdict[]): string {
  const unknown = verdicts.reduce(
    (sum, verdict) => sum + (verdict.kind === "holds" ? (verdict.unknown ?? 0) : 0),
    0,
  );
  if (unknown === 0) return "";
  const words =
    unknown === 1
      ? say("1 record is of a kind that this version does not know; it is not listed.")
      : say(
          "{0} records are of a kind that this version does not know; they are not listed.",
          countLabel(unknown),
        );
  return ` ${words}`;
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
  const files = verdicts.length === 1 ? say("1 file") : say("{0} files", countLabel(verdicts.length));
  const deleted = deletion(verdicts, local);
  if (verdicts.length === 0)
    return { state: "holds", sentence: say("There are no records to check yet."), problems };
  if (problems.length === 0) {
    const holds = verdicts.length === 1 ? say("its chain holds") : say("every chain holds");
    const sentence = `${say("Checked: {0}, {1}.", files, holds)}${unknownWords(verdicts)} ${claim}${deleted}`;
    return { state: "holds", sentence, problems };
  }
  const broken = problems.length === 1 ? say("1 does not hold") : say("{0} do not hold", problems.length);
  return {
    state: "broken",
    sentence: `${say("Checked: {0}, {1}. Somebody, a fault or a crash changed the records after they were written.", files, broken)}${unknownWords(verdicts)}${deleted}`,
    problems,
  };
}
