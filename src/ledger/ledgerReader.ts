import { join } from "node:path";
import { readBody } from "./bodyStore.ts";
import { linesForward } from "./fileLines.ts";
import type { Head, HeadStore } from "./headStore.ts";
import { dayOfFile, ledgerFiles } from "./ledgerFiles.ts";
import { ledgerRows, type LedgerRow, type Unlisted } from "./ledgerRows.ts";
import { readRecord } from "./readRecord.ts";
import type { LedgerRecord } from "./record.ts";
import { bodyMark } from "./session.ts";
import { verifyFile, type FileVerdict } from "./verify.ts";

/** The exact body of an attempt. `matches`: whether it carries the mark the attempt has; `undefined` when its key is gone. */
export type KeptBody = { readonly bytes: Uint8Array; readonly matches: boolean | undefined };

/** All windows' records, read back. Nothing here holds the editor up: files are read piece by piece, with turns between. */
export type LedgerReader = {
  /**
   * Every request, refusal and opened link, newest first, read only as far as `next()` is called; may be left at any
   * time. What is recorded after the first `next()` is not in it. Tells meanwhile of what is not there.
   */
  rows(unlisted?: Unlisted): AsyncGenerator<LedgerRow, void>;
  /** The same in pages of `size` rows: the first `next()` is the first page, each further one goes on from there. */
  pages(size: number): AsyncGenerator<readonly LedgerRow[], void>;
  /** Every line as it is stored, those that are no records among them, file by file, each from its first to its last. */
  lines(): AsyncGenerator<string, void>;
  /**
   * The records in the files of a UTC day (`2026-01-31`) and of later ones, without those of the files named. Nothing that
   * was recorded on that day is elsewhere; a clock that went back since left records of the day in files of later days.
   */
  recordsSince(day: string, except: ReadonlySet<string>): AsyncGenerator<LedgerRecord, void>;
  /** Checks every file, and every head whose file is gone, one verdict after the other as they are found. */
  verify(): AsyncGenerator<FileVerdict, void>;
  /** The body kept for a row's attempt; `undefined` when none is kept, or not any more. */
  body(row: LedgerRow): Promise<KeptBody | undefined>;
};

/** Opens a ledger folder for reading; `heads` may be slow, and is only asked to verify and about bodies. */
export function openLedgerReader(folder: string, heads: Pick<HeadStore, "all" | "get">): LedgerReader {
  const rows = async function* (unlisted: Unlisted = {}): AsyncGenerator<LedgerRow, void> {
    yield* ledgerRows(folder, await ledgerFiles(folder), unlisted);
  };
  const lines = async function* (isWanted: (name: string) => boolean): AsyncGenerator<string, void> {
    for (const name of (await ledgerFiles(folder)).filter(isWanted)) yield* linesForward(join(folder, name));
  };
  return {
    rows,
    pages: (size) => inPages(rows(), size),
    lines: () => lines(() => true),
    recordsSince: (day, except) => recordsOf(lines((name) => dayOfFile(name) >= day && !except.has(name))),
    verify: () => verifyAll(folder, heads),
    body: async ({ file, subject }) => {
      const bytes = subject.phase === "attempt" ? await readBody(folder, subject.id) : undefined;
      if (subject.phase !== "attempt" || bytes === undefined) return undefined;
      const head = await heads.get(file);
      return { bytes, matches: head && bodyMark(head.bodyKey, bytes) === subject.bodyHmac };
    },
  };
}

async function* recordsOf(lines: AsyncIterable<string>): AsyncGenerator<LedgerRecord, void> {
  for await (const line of lines) {
    const record = readRecord(line);
    if (record !== undefined) yield record;
  }
}

async function* inPages(
  rows: AsyncGenerator<LedgerRow, void>,
  size: number,
): AsyncGenerator<readonly LedgerRow[], void> {
  let page: LedgerRow[] = [];
  for await (const row of rows) {
    page.push(row);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function* verifyAll(folder: string, heads: Pick<HeadStore, "all">): AsyncGenerator<FileVerdict, void> {
  // Heads first: a file that grows meanwhile only holds more than its head says.
  const kept = await heads.all();
  const byFile = new Map<string, Head>(kept.map((head) => [head.file, head]));
  const names = await ledgerFiles(folder);
  for (const name of names) yield await verifyFile(folder, name, byFile.get(name));
  const gone = kept.filter(({ file }) => !names.includes(file));
  if (gone.length === 0) return;
  // Another window may have removed a file whose time had come, with its head, since.
  const still = new Set((await heads.all()).map(({ file }) => file));
  for (const { file, count } of gone) if (still.has(file)) yield { file, kind: "missing", expected: count };
}
