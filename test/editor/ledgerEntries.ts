import { join } from "node:path";
import { testStorageVariable } from "../../scripts/editor/testStorage.ts";
import type { AttemptEntry, RefusedEntry } from "../../src/ledger/record.ts";
import { readLedger } from "../support/ledgers.ts";
import { waitFor } from "./waitFor.ts";

type Begun = AttemptEntry | RefusedEntry;

/** Every request and refusal that the extension under test has recorded, newest first. */
export function ledgerEntries(): readonly Begun[] {
  const storage = process.env[testStorageVariable];
  if (storage === undefined) throw new Error(`${testStorageVariable} is not set.`);
  const files = readLedger(join(storage, "drawbridge.drawbridge", "ledger"));
  return files
    .flatMap(({ records }) => records.flatMap(({ entry }) => ("purpose" in entry ? [entry] : [])))
    .reverse();
}

/** Entries in which a word stands anywhere. */
export function ledgerEntriesWith(word: string): readonly Begun[] {
  return ledgerEntries().filter((entry) => JSON.stringify(entry).includes(word));
}

/** Waits for a refused completion among what was recorded after the first `before` entries, and returns it. */
export function newRefusedCompletion(before: number, refusal: string): Promise<RefusedEntry> {
  return waitFor(`a completion refused with ${refusal}`, () => {
    const entries = ledgerEntries();
    return entries
      .slice(0, entries.length - before)
      .filter((entry) => entry.phase === "refused")
      .find((entry) => entry.purpose === "completion" && entry.refusal === refusal);
  });
}
