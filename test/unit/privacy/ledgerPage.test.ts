import assert from "node:assert/strict";
import { sealRecord } from "../../../src/ledger/chain.ts";
import type { LedgerFile } from "../../../src/ledger/ledger.ts";
import type { AttemptEntry, LedgerEntry, LedgerRecord, RefusedEntry } from "../../../src/ledger/record.ts";
import { countDay } from "../../../src/privacy/ledgerCounts.ts";
import { ledgerLine, ledgerPage, sizeLabel } from "../../../src/privacy/ledgerPage.ts";

const subject = {
  workspace: "w",
  provider: "ollama",
  model: "smollm2:135m",
  method: "POST",
  path: "/api/chat",
  mode: "onDevice",
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
  ...{ bytes: 2100, bodySha256: "", grant: "mode" },
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
const end: LedgerEntry = {
  phase: "end",
  id: "1",
  outcome: "done",
  status: 200,
  address: "127.0.0.1",
  bytesIn: 1_400_000,
  tookMs: 5,
};

function file(
  name: string,
  entries: readonly (readonly [string, LedgerEntry])[],
  unreadable = 0,
): LedgerFile {
  const records: LedgerRecord[] = [];
  for (const [time, entry] of entries) records.push(sealRecord(entry, records.at(-1), time));
  return { name, records, unreadable };
}

const rows = (...files: readonly LedgerFile[]): readonly string[] =>
  ledgerPage(files, "2026-01-31").split("\n").slice(6, -1);

describe("privacy/ledgerPage", () => {
  it("has one line for each attempt with its end, newest first, whichever window wrote it", () => {
    const one = file("one", [
      ["2026-01-31T10:00:00.000Z", attempt],
      ["2026-01-31T10:00:05.000Z", end],
    ]);
    const two = file("two", [["2026-01-31T11:00:00.000Z", refused]]);
    const [first = "", second = "", ...more] = rows(one, two);
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

  it("knows the line of each request, also below broken chains, and none of an unknown one", () => {
    const good = file("one", [
      ["2026-01-31T10:00:00.000Z", attempt],
      ["2026-01-31T10:00:05.000Z", end],
      ["2026-01-31T11:00:00.000Z", refused],
    ]);
    for (const files of [[good], [good, file("two", [], 1), file("three", [], 2)]]) {
      const lines = ledgerPage(files, "2026-01-31").split("\n");
      assert.match(lines[ledgerLine(files, "1") ?? -1] ?? "", /^2026-01-31 10:00:00/);
      assert.match(lines[ledgerLine(files, "2") ?? -1] ?? "", /^2026-01-31 11:00:00/);
      assert.equal(ledgerLine(files, "3"), undefined);
    }
  });

  it("says of an attempt without an end that it may have left", () => {
    assert.match(
      rows(file("one", [["2026-01-31T10:00:00.000Z", attempt]]))[0] ?? "",
      /no end recorded: it may have left/,
    );
  });

  it("says that every chain holds, or where one breaks", () => {
    const good = file("good", [
      ["2026-01-31T10:00:00.000Z", attempt],
      ["2026-01-31T10:00:01.000Z", end],
    ]);
    const check = (...files: readonly LedgerFile[]): string =>
      ledgerPage(files, "2026-01-31").split("\n").slice(3).join("\n");
    assert.match(check(good, good), /^Checked: 2 files, every chain holds\./);
    assert.match(
      check(good, { ...good, name: "cut", records: good.records.slice(1) }),
      /^cut: the chain breaks at record 0\./,
    );
    assert.match(check({ ...good, name: "torn", unreadable: 2 }), /^torn: 2 lines are not records\./);
  });

  it("says that there is nothing where there is nothing", () => {
    assert.match(ledgerPage([], "2026-01-31"), /\nNothing has been sent or refused yet\.\n$/);
  });

  it("lets no name write a line of its own", () => {
    const forged = { ...attempt, model: "m\n2026-01-31 12:00:00  chat\u2028\u202Edone\r\t", host: "h\u0007" };
    const lines = rows(file("one", [["2026-01-31T10:00:00.000Z", forged]]));
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

  it("counts one day over all windows", () => {
    const other = { ...attempt, class: "cloudViaDevice" as const };
    const files = [
      file("one", [
        ["2026-01-31T00:00:00.000Z", attempt],
        ["2026-01-31T00:00:01.000Z", end],
        ["2026-01-30T23:59:59.000Z", attempt],
      ]),
      file("two", [
        ["2026-01-31T23:59:59.000Z", other],
        ["2026-01-31T01:00:00.000Z", refused],
        ["2026-01-31T02:00:00.000Z", { ...attempt, purpose: "errand:list" }],
      ]),
    ];
    assert.deepEqual(countDay(files, "2026-01-31"), {
      day: "2026-01-31",
      onDevice: 1,
      offDevice: 1,
      errands: 1,
      refused: 1,
    });
  });
});
