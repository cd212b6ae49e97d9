import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createEmitter, type Event } from "../base/event.ts";
import type { Disposable } from "../base/disposable.ts";
import { leavesDevice } from "../terms/destination.ts";
import { AppendError, AppendFile, isUntouched, type FileState, type WriteBytes } from "./appendFile.ts";
import { dropBody, keepsBody, writeBody } from "./bodyStore.ts";
import { sealRecord } from "./chain.ts";
import type { Head, HeadKeeper } from "./headStore.ts";
import { dayOfFile, ledgerFileName } from "./ledgerFiles.ts";
import { entrySchema, type LedgerEntry, type LedgerRecord, type NewEntry } from "./record.ts";
import { completeEntry, type Session } from "./session.ts";

/** The append-only record of every attempt, allowed or refused, and of every link that a person opened. */
export type Ledger = Disposable & {
  /**
   * Writes an entry; an attempt or opening is flushed to the disk before this returns, and before it the body of what goes
   * to somebody else's machine, so that nothing leaves unrecorded. An end that is lost with the power leaves its attempt
   * open, which reads "it may have left". Throws when the disk will not take it.
   */
  append(entry: NewEntry): LedgerRecord;
  /** Fires after each append. */
  readonly onDidAppend: Event<LedgerRecord>;
};

/** What a window's ledger is opened with. */
export type LedgerParts = {
  /** The folder that all windows share. */
  readonly folder: string;
  readonly heads: HeadKeeper;
  /** Names the workspace and stays the same for it; only a hash of it is recorded. */
  readonly workspaceKey: string;
  /** Version of the extension. */
  readonly version: string;
  /** Days for which the bodies of what leaves are kept; 0: none is written. Read at use. */
  readonly bodyDays: () => number;
  readonly now: () => Date;
  readonly write?: WriteBytes;
};

/** A window's own ledger, which also tells which files are its own. */
export type OpenLedger = Ledger & {
  readonly files: () => ReadonlySet<string>;
  /** The workspace of this window, as its records name it. */
  readonly workspaceKey: string;
};

/**
 * Records after which the head is kept at the latest, beginning with the first of a file. Each time costs a flush: no
 * head may name what is not on the disk.
 */
const headEvery = 64;

/**
 * Opens this window's ledger. Every window has files of its own, one per UTC day, named after when it opened, so that
 * several write at once without meeting; a file is created at its first entry, readable by the user alone. No file that
 * somebody else began, or that was changed since, is ever written to.
 */
export function openLedger(parts: LedgerParts): OpenLedger {
  return new SessionLedger(parts);
}

class SessionLedger implements OpenLedger {
  readonly #parts: LedgerParts;
  readonly #session: Session;
  readonly #appended = createEmitter<LedgerRecord>();
  readonly #names = new Set<string>();
  #file: AppendFile | undefined;
  /** The file let go of by `dispose`, as it was then. */
  #closed: FileState | undefined;
  #last: LedgerRecord | undefined;

  readonly onDidAppend = this.#appended.event;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
    this.#session = {
      id: randomUUID().slice(0, 8),
      workspaceKey: createHash("sha256").update(parts.workspaceKey).digest("hex").slice(0, 16),
      version: parts.version,
      bodyKey: randomBytes(32).toString("hex"),
    };
  }

  get workspaceKey(): string {
    return this.#session.workspaceKey;
  }

  append(entry: NewEntry): LedgerRecord {
    const now = this.#parts.now().toISOString();
    const file = this.#fileFor(now);
    // Only what the record keeps is sealed: an object of the caller's may carry more than its type says.
    const record = sealRecord(entrySchema.parse(completeEntry(entry, this.#session)), this.#last, now);
    const keepsHead = isHeadPlace(record);
    const flush = record.entry.phase === "attempt" || keepsHead;
    this.#withBody(entry, () => {
      this.#write(file, `${JSON.stringify(record)}\n`, flush);
    });
    this.#last = record;
    if (keepsHead) this.#parts.heads.keep(this.#head(file, record));
    this.#appended.fire(record);
    return record;
  }

  files(): ReadonlySet<string> {
    return this.#names;
  }

  dispose(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    this.#closed = file.state;
    this.#keepLastHead(file);
    file.close();
  }

  #keepLastHead(file: AppendFile): void {
    // What somebody removed keeps the head it had, or none if its time had come.
    if (this.#last === undefined || !isUntouched(this.#parts.folder, file.state)) return;
    try {
      file.flush();
    } catch {
      // A head only names what is on the disk: the one before it stands.
      return;
    }
    this.#parts.heads.keepNow(this.#head(file, this.#last));
  }

  /** Runs `record` with the attempt's body kept, and takes the body back when that fails. */
  #withBody(entry: NewEntry, record: () => void): void {
    const { folder, bodyDays, write } = this.#parts;
    const isKept =
      entry.phase === "attempt" && entry.body.length > 0 && keepsBody(entry.class) && bodyDays() > 0;
    if (!isKept) {
      record();
      return;
    }
    writeBody(folder, entry.id, entry.body, write);
    try {
      record();
    } catch (error) {
      dropBody(folder, entry.id);
      throw error;
    }
  }

  #write(file: AppendFile, line: string, flush: boolean): void {
    try {
      file.append(line, { flush });
    } catch (error) {
      // Nothing is ever put behind half a line: the next record begins another file.
      if (error instanceof AppendError && !error.isWhole) this.#leave();
      throw error;
    }
  }

  #fileFor(now: string): AppendFile {
    const { folder, write } = this.#parts;
    const left = this.#file?.state ?? this.#closed;
    // A clock that goes back stays in its file: the order there is that of the records' numbers.
    const goesOn =
      left !== undefined && now.slice(0, 10) <= dayOfFile(left.name) && isUntouched(folder, left);
    if (!goesOn) this.#leave();
    this.#file ??= goesOn
      ? AppendFile.open(folder, { name: left.name, fresh: false }, write)
      : this.#fresh(now);
    return this.#file;
  }

  /** Begins another file with the next record. */
  #leave(): void {
    this.dispose();
    this.#closed = undefined;
    this.#last = undefined;
  }

  #fresh(now: string): AppendFile {
    const { folder, write } = this.#parts;
    const name = ledgerFileName(now, this.#session.id, this.#names.size);
    const file = AppendFile.open(folder, { name, fresh: true }, write);
    this.#names.add(name);
    return file;
  }

  #head(file: AppendFile, { seq, hash }: LedgerRecord): Head {
    return { file: file.name, count: seq + 1, head: hash, bodyKey: this.#session.bodyKey };
  }
}

function isHeadPlace({ seq, entry }: LedgerRecord): boolean {
  return isLeaving(entry) || seq % headEvery === 0;
}

function isLeaving(entry: LedgerEntry): boolean {
  return entry.phase === "opened" || (entry.phase === "attempt" && leavesDevice(entry.class));
}
