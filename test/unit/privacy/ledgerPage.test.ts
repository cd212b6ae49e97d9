import assert from "node:assert/strict";
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import type { AttemptEntry, EndEntry, RefusedEntry } from "../../../src/ledger/record.ts";
import type { FileVerdict } from "../../../src/ledger/verify.ts";
import { emptyDay } from "../../../src/privacy/ledgerCounts.ts";
import { ledgerPage, sizeLabel } from "../../../src/privacy/ledgerPage.ts";

const subject = {
  workspace: "w",
  provider: "ollama",
  model: "smollm2:135m",
  method: "POST",
  path: "/api/chat",
  mode: "onDevice",
  ...{ epoch: 0, workspaceKey: "k", version: "0.0.0" },
};
const attempt: AttemptEntry = {
  ...{
    ...subject,
    phase: "attempt",
    id: "1",
    purpose: "chat",
    class: "device",
    origin: "http://127.0.0.1:11434",
    host: "127.0.0.1:11434",
  },
  ...{ bytes: 2100, bodyHmac: "", grant: "mode" },
  sources: [
    { kind: "question" },
    { kind: "file", path: "src/sum.ts", lines: { first: 3, last: 9 } },
    { kind: "file", path: "b.ts" },
  ],
};
const refused: RefusedEntry = {
  ...{
    ...subject,
    phase: "refused",
    id: "2",
    purpose: "chat",
    class: "cloud",
    origin: "https://api.openai.com:443",
    host: "api.openai.com",
  },
  ...{ bytes: 999, sources: [], refusal: "modeForbids" },
};
const end: EndEntry = {
  phase: "end",
  id: "1",
  outcome: "done",
  status: 200,
  address: "127.0.0.1",
  bytesIn: 1_400_000,
  tookMs: 5,
};

const row = (time: string, subject: LedgerRow["subject"], ended?: EndEntry): LedgerRow => ({
  file: "one.jsonl",
  seq: 0,
  time,
  subject,
  ...(ended && { end: ended }),
});

const page = (rows: readonly LedgerRow[], verdicts: readonly FileVerdict[] = []): readonly string[] =>
  ledgerPage({ rows, verdicts, today: emptyDay("2026-01-31") }).split("\n");

const rowsOf = (...rows: readonly LedgerRow[]): readonly string[] => page(rows).slice(6, -1);

describe("privacy/ledgerPage", () => {
  it("has one line for each attempt with its end and for each refusal", () => {
    const [first = "", second = "", ...more] = rowsOf(
      row("2026-01-31T11:00:00.000Z", refused),
      row("2026-01-31T10:00:00.000Z", attempt, end),
    );
    assert.deepEqual(more, []);
    assert.deepEqual(first.split(/ {2,}/), [
      "2026-01-31 11:00:00",
      "chat",
      "api.openai.com",
      "smollm2:135m",
      "out 0 B",
      "in 0 B",
      "mode On this device",
      "refused: modeForbids",
    ]);
    assert.deepEqual(second.split(/ {2,}/), [
      "2026-01-31 10:00:00",
      "chat",
      "On device",
      "127.0.0.1",
      "smollm2:135m",
      "out 2.1 KB",
      "in 1.4 MB",
      "mode On this device",
      "done",
      "files: src/sum.ts:3–9, b.ts",
    ]);
  });

  it("says of an attempt without an end that it may have left", () => {
    assert.match(
      rowsOf(row("2026-01-31T10:00:00.000Z", attempt))[0] ?? "",
      /no end recorded: it may have left/,
    );
  });

  it("says that every chain holds, or what is wrong with which file", () => {
    const checked = (...verdicts: readonly FileVerdict[]): string => page([], verdicts)[3] ?? "";
    const holds: FileVerdict = { file: "a", kind: "holds", records: 2 };
    assert.equal(checked(holds), "Checked: 1 file, its chain holds.");
    assert.equal(checked(holds, holds), "Checked: 2 files, every chain holds.");
    assert.equal(
      checked(holds, { file: "b", kind: "brokenAt", seq: 3, reason: "edited" }),
      "b: the chain breaks at record 3, which was changed.",
    );
    assert.equal(
      checked({ file: "c", kind: "cutShort", expected: 9, found: 4 }),
      "c: the file was cut short, 4 of 9 records are left.",
    );
    assert.equal(
      checked({ file: "d", kind: "missing", expected: 9 }),
      "d: the file is gone, and 9 records with it.",
    );
  });

  it("says that there is nothing where there is nothing", () => {
    assert.match(page([]).join("\n"), /\nNothing has been sent or refused yet\.\n$/);
  });

  it("lets no name write a line of its own", () => {
    const forged = { ...attempt, model: "m\n2026-01-31 12:00:00  chat\u2028\u202Edone\r\t", host: "h\u0007" };
    const lines = rowsOf(row("2026-01-31T10:00:00.000Z", forged));
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines[0] ?? "", /[\p{Cc}\p{Cf}\u2028\u2029]/u);
  });

  function checkSize(bytes: number, expected: string): void {
    it(`writes ${bytes} as ${expected}`, () => {
      assert.equal(sizeLabel(bytes), expected);
    });
  }

  checkSize(0, "0 B");
  checkSize(999, "999 B");
  checkSize(1000, "1.0 KB");
  checkSize(2149, "2.1 KB");
  checkSize(1_000_000, "1.0 MB");
});
