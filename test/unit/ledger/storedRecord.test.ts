import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstBreak } from "../../../src/ledger/chain.ts";
import { openLedger, readLedger } from "../../../src/ledger/ledger.ts";
import type { RefusedEntry } from "../../../src/ledger/record.ts";
import type { Source } from "../../../src/terms/source.ts";

const source: Source = { kind: "file", uri: "file:///p/a.ts", path: "a.ts", lines: { first: 1, last: 2 } };

const refused: RefusedEntry = {
  phase: "refused",
  id: "r",
  purpose: "chat",
  workspace: "test",
  provider: "ollama",
  class: "cloud",
  origin: "https://api.example:443",
  host: "api.example",
  method: "POST",
  path: "/v1",
  bytes: 1,
  sources: [source],
  refusal: "modeForbids",
  mode: "onDevice",
};

describe("a stored record", () => {
  it("holds its chain after it was read back, whatever else the entry's objects carried", () => {
    const folder = mkdtempSync(join(tmpdir(), "drawbridge-ledger-"));
    const ledger = openLedger(folder, "test", () => new Date(0));
    ledger.append(refused);
    ledger.append(refused);
    ledger.dispose();
    const files = readLedger(folder);
    rmSync(folder, { recursive: true });
    assert.equal(files[0]?.records.length, 2);
    assert.deepEqual(
      files.map(({ records }) => firstBreak(records)),
      [undefined],
    );
  });
});
