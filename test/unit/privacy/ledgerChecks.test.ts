import assert from "node:assert/strict";
import type { FileVerdict } from "../../../src/ledger/verify.ts";
import { ledgerChecks } from "../../../src/privacy/ledgerChecks.ts";
import { localTime } from "../../../src/privacy/localTime.ts";

const utc = localTime("UTC");
const good: FileVerdict = { file: "a.jsonl", kind: "holds", records: 3 };

describe("privacy/ledgerChecks", () => {
  it("says that every chain holds, and what that proves", () => {
    const { state, sentence, problems } = ledgerChecks([good, { ...good, file: "b.jsonl" }], utc);
    assert.equal(state, "holds");
    assert.match(sentence, /^Checked: 2 files, every chain holds\. .*no proof against you\.$/);
    assert.deepEqual(problems, []);
    assert.match(ledgerChecks([good], utc).sentence, /^Checked: 1 file, its chain holds\./);
    assert.equal(ledgerChecks([], utc).sentence, "There are no records to check yet.");
  });

  const broken: readonly (readonly [FileVerdict, RegExp])[] = [
    [
      { file: "f", kind: "brokenAt", seq: 14, reason: "edited" },
      /^f: record 14 was changed after it was written\./,
    ],
    [{ file: "f", kind: "brokenAt", seq: 2, reason: "removed" }, /^f: records are missing before record 2\./],
    [{ file: "f", kind: "brokenAt", seq: 2, reason: "swapped" }, /^f: record 2 stands in another place/],
    [{ file: "f", kind: "brokenAt", seq: 2, reason: "inserted" }, /^f: something was put in at record 2\./],
    [{ file: "f", kind: "brokenAt", seq: 2, reason: "unreadable" }, /^f: line 2 is no record; a crash/],
    [
      { file: "f", kind: "cutShort", expected: 64, found: 60 },
      /^f: its end was cut off\. It had 64 records at least and has 60\.$/,
    ],
    [{ file: "f", kind: "missing", expected: 64 }, /^f is gone\. It had 64 records at least\.$/],
  ];
  for (const [verdict, words] of broken)
    it(`says ${words.source}`, () => {
      const { state, sentence, problems } = ledgerChecks([good, verdict], utc);
      assert.equal(state, "broken");
      assert.match(sentence, /^Checked: 2 files, 1 does not hold\./);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", words);
    });

  it("says when everything before was deleted, by the reader's clock, whether the rest holds or not", () => {
    const since = (deletedAt: string): FileVerdict => ({ ...good, deletedAt });
    const verdicts = [since("2026-01-30T12:00:00.000Z"), since("2026-01-31T23:30:05.000Z"), good];
    const berlin = localTime("Europe/Berlin");
    const told = / What was recorded before 2026-02-01, 00:30:05, was deleted then\.$/;
    assert.match(ledgerChecks(verdicts, berlin).sentence, told);
    const missing: FileVerdict = { file: "f", kind: "missing", expected: 1 };
    assert.match(ledgerChecks([...verdicts, missing], berlin).sentence, told);
  });

  it("tells of records of a kind that this version does not know, whether or not the chains hold", () => {
    const one: FileVerdict = { ...good, unknown: 1 };
    assert.match(
      ledgerChecks([one], utc).sentence,
      /its chain holds\. 1 record is of a kind that this version does not know; it is not listed\. Later/,
    );
    const gone: FileVerdict = { file: "f", kind: "missing", expected: 1 };
    assert.match(
      ledgerChecks([one, one, gone], utc).sentence,
      /written\. 2 records are of a kind that this version does not know; they are not listed\.$/,
    );
  });

  it("lets no file name write a line of its own", () => {
    const [problem] = ledgerChecks([{ file: "f\nAll is well", kind: "missing", expected: 1 }], utc).problems;
    assert.equal(problem, "f All is well is gone. It had 1 record at least.");
  });
});
