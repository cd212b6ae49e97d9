import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../scripts/editor/temporaryFolder.ts";
import { openLedger } from "../src/ledger/ledger.ts";
import type { LedgerEntry } from "../src/ledger/record.ts";
import { percentile } from "./support/percentile.ts";
import type { BenchOptions, Measurements } from "./run.ts";

const entry: LedgerEntry = {
  phase: "attempt",
  id: "00000000-0000-4000-8000-000000000000",
  purpose: "completion",
  workspace: "bench",
  provider: "ollama",
  model: "m:1b",
  class: "device",
  origin: "http://127.0.0.1:11434",
  host: "127.0.0.1:11434",
  method: "POST",
  path: "/api/generate",
  bytes: 6000,
  sources: [{ kind: "file", path: "src/a.ts", lines: { first: 1, last: 200 } }],
  bodySha256: "0".repeat(64),
  grant: "mode",
  mode: "onDevice",
};

function flushOnce(file: number, line: string): void {
  writeSync(file, line);
  fdatasyncSync(file);
}

/**
 * What writing the record of an attempt costs over a bare write and flush of as many bytes, both in turns in one run:
 * the disk decides how long a flush takes.
 */
export async function benchLedger({ full }: BenchOptions): Promise<Measurements> {
  const folder = await temporaryFolder("bench");
  const ledger = openLedger(join(folder.path, "ledger"), "bench", () => new Date());
  const bareFile = openSync(join(folder.path, "bare"), "a");
  const line = `${JSON.stringify(ledger.append(entry))}\n`;
  const took: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < (full ? 5000 : 500); round += 1) {
    let started = performance.now();
    ledger.append(entry);
    took.push(performance.now() - started);
    started = performance.now();
    flushOnce(bareFile, line);
    bare.push(performance.now() - started);
  }
  ledger.dispose();
  closeSync(bareFile);
  await folder.remove();
  return {
    "ledger.overheadP50": { value: percentile(took, 0.5) - percentile(bare, 0.5), unit: "ms", budget: 1 },
    "ledger.appendP50": { value: percentile(took, 0.5), unit: "ms" },
    "ledger.bareFlushP50": { value: percentile(bare, 0.5), unit: "ms" },
  };
}
