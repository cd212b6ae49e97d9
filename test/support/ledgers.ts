/** Ledgers and their heads without an editor, and reading a ledger folder back at once. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createEmitter } from "../../src/base/event.ts";
import { sealRecord } from "../../src/ledger/chain.ts";
import type { Head, HeadStore } from "../../src/ledger/headStore.ts";
import type { Ledger, LedgerParts } from "../../src/ledger/ledger.ts";
import { readRecord } from "../../src/ledger/readRecord.ts";
import type { LedgerEntry, LedgerRecord, NewEntry } from "../../src/ledger/record.ts";
import { completeEntry, type Session } from "../../src/ledger/session.ts";

/** A store of heads that lives as long as the test. */
export function headsInMemory(): HeadStore & { readonly kept: Map<string, Head> } {
  const kept = new Map<string, Head>();
  return {
    kept,
    all: () => Promise.resolve([...kept.values()]),
    get: (file) => Promise.resolve(kept.get(file)),
    keep: (head) => {
      kept.set(head.file, head);
      return Promise.resolve();
    },
    remove: (file) => {
      kept.delete(file);
      return Promise.resolve();
    },
  };
}

/** What a ledger in a folder is opened with, its heads kept nowhere unless told otherwise. */
export function ledgerParts(folder: string, changes: Partial<LedgerParts> = {}): LedgerParts {
  const nowhere = (): void => undefined;
  return {
    folder,
    heads: { keep: nowhere, keepNow: nowhere },
    workspaceKey: "file:///project",
    version: "0.0.0",
    bodyDays: () => 7,
    now: () => new Date("2026-01-31T12:00:00.000Z"),
    ...changes,
  };
}

const session: Session = { id: "test", workspaceKey: "key", version: "0.0.0", bodyKey: "00" };

/** An entry as the ledger would keep it. */
export function completed(entry: NewEntry): LedgerEntry {
  return completeEntry(entry, session);
}

/** A ledger that only tells what it is given. */
export function tellingLedger(tell: (entry: LedgerEntry) => void): Ledger {
  return {
    append: (entry) => {
      const whole = completed(entry);
      tell(whole);
      return sealRecord(whole, undefined, "2026-01-31T12:00:00.000Z");
    },
    onDidAppend: createEmitter<LedgerRecord>().event,
    dispose: () => undefined,
  };
}

/** The records of each file of a ledger folder, oldest file first; an absent folder is an empty ledger. */
export function readLedger(
  folder: string,
): readonly { readonly name: string; readonly records: readonly LedgerRecord[] }[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return names.toSorted().map((name) => ({
    name,
    records: readFileSync(join(folder, name), "utf8")
      .split("\n")
      .map(readRecord)
      .filter((record) => record !== undefined),
  }));
}
