import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LedgerEntry } from "../../../src/ledger/record.ts";
import { openLedgerBook } from "../../../src/privacy/ledgerBook.ts";

const attempt: LedgerEntry = {
  ...{ phase: "attempt", id: "1", purpose: "chat", workspace: "w", provider: "p", class: "cloud" },
  ...{ origin: "o", host: "h", method: "POST", path: "/", bytes: 2, sources: [] },
  ...{ bodySha256: "", grant: "mode", mode: "cloud" },
};

describe("privacy/ledgerBook", () => {
  it("counts what other windows did today, and nothing of its own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "drawbridge-book-"));
    const [own, other] = [openLedgerBook(folder), openLedgerBook(folder)];
    own.ledger.append(attempt);
    other.ledger.append(attempt);
    other.ledger.append(attempt);
    assert.equal((await own.todayElsewhere()).offDevice, 2);
    assert.equal((await other.todayElsewhere()).offDevice, 1);
    own.ledger.dispose();
    other.ledger.dispose();
    rmSync(folder, { recursive: true });
  });
});
