import { closeSync, fdatasyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createEmitter, type Event } from "../base/event.ts";
import type { Disposable } from "../base/disposable.ts";
import { sealRecord } from "./chain.ts";
import { entrySchema, recordSchema, type LedgerEntry, type LedgerRecord } from "./record.ts";

/** The append-only record of every attempt, allowed or refused. */
export type Ledger = Disposable & {
  /**
   * Writes an entry; an attempt is flushed to the disk before this returns, so that nothing leaves unrecorded. An end
   * that is lost with the power leaves its attempt open, which reads "it may have left". Throws when the disk will not
   * take it.
   */
  append(entry: LedgerEntry): LedgerRecord;
  /** Fires after each append. */
  readonly onDidAppend: Event<LedgerRecord>;
};

/** One file of records as read back; `unreadable` counts the lines that are not records. */
export type LedgerFile = {
  readonly name: string;
  readonly records: readonly LedgerRecord[];
  readonly unreadable: number;
};

/**
 * Opens this session's file in `folder`. Every window has its own file, named after when it opened, so that several
 * write at once without meeting; it is created at the first entry, readable by the user alone.
 */
export function openLedger(folder: string, sessionId: string, now: () => Date): Ledger {
  const name = `${now().toISOString().slice(0, 19).replace(/:/g, "")}-${sessionId}.jsonl`;
  const appended = createEmitter<LedgerRecord>();
  let file: number | undefined;
  let last: LedgerRecord | undefined;
  const open = (): number => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(join(folder, name), "a", 0o600);
  };
  return {
    onDidAppend: appended.event,
    append: (entry) => {
      file ??= open();
      // Only what the record keeps is sealed: an object of the caller's may carry more than its type says.
      const record = sealRecord(entrySchema.parse(entry), last, now().toISOString());
      writeSync(file, `${JSON.stringify(record)}\n`);
      if (entry.phase === "attempt") fdatasyncSync(file);
      last = record;
      appended.fire(record);
      return record;
    },
    dispose: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function readLine(line: string): LedgerRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    // The value itself, not what the schema keeps of it: the chain must see what was added to a record, too.
    return recordSchema.safeParse(value).success ? (value as LedgerRecord) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads every file of a ledger folder, oldest first; an absent folder is an empty ledger. */
export function readLedger(folder: string): readonly LedgerFile[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  } catch {
    return [];
  }
  return names.toSorted().map((name) => {
    const lines = readFileSync(join(folder, name), "utf8")
      .split("\n")
      .filter((line) => line !== "");
    const records = lines.map(readLine).filter((record) => record !== undefined);
    return { name, records, unreadable: lines.length - records.length };
  });
}
