import { join } from "node:path";
import { linesBackward } from "./fileLines.ts";
import { dayOfFile } from "./ledgerFiles.ts";
import { readRecord } from "./readRecord.ts";
import type { AttemptEntry, EndEntry, LedgerRecord, OpenedEntry, RefusedEntry } from "./record.ts";

type Request = AttemptEntry | RefusedEntry;

/** One request or opened link as it is shown: its attempt, refusal or opening, and how it ended. */
export type LedgerRow<Subject extends Request | OpenedEntry = Request | OpenedEntry> = {
  /** File and number of the record of its attempt, refusal or opening. */
  readonly file: string;
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  /** Of that record. */
  readonly hash: string;
  readonly subject: Subject;
  /** Absent after an attempt or opening: no end was recorded (yet), so it may have left. */
  readonly end?: EndEntry;
};

/** A row of a request. */
export type RequestRow = LedgerRow<Request>;

/** A row of a link that a person opened. */
export type LinkRow = LedgerRow<OpenedEntry>;

/** Whether a row is of a request. */
export function isRequestRow(row: LedgerRow): row is RequestRow {
  return row.subject.phase !== "opened";
}

/** What is told of records that are not there to be listed. */
export type Unlisted = {
  /** For every line that is no record, or one of a kind that this version does not know. */
  readonly onBroken?: () => void;
  /** With the time (ISO 8601, UTC) at which a person had everything before it deleted. */
  readonly onDeleted?: (time: string) => void;
};

/** The next record of one file that is read from its end. */
type Cursor = {
  readonly file: string;
  readonly records: AsyncGenerator<LedgerRecord, void>;
  record: LedgerRecord;
};

/**
 * Every request, refusal and opened link of some files, newest first, read only as far as somebody asks. Within a file
 * the order is that of the records, across the files of a day that of their times, later file names first where those
 * agree. Lines that are no records are left out, and told like a deletion.
 */
export async function* ledgerRows(
  folder: string,
  names: readonly string[],
  { onBroken, onDeleted }: Unlisted,
): AsyncGenerator<LedgerRow, void> {
  const ends = new Map<string, EndEntry>();
  for await (const { file, record } of newestFirst(folder, names, () => onBroken?.())) {
    const { seq, time, hash, entry } = record;
    if (entry.phase === "deleted") {
      onDeleted?.(time);
      continue;
    }
    if (entry.phase === "end") {
      ends.set(entry.id, entry);
      continue;
    }
    const end = ends.get(entry.id);
    ends.delete(entry.id);
    yield { file, seq, time, hash, subject: entry, ...(end && { end }) };
  }
}

async function* newestFirst(
  folder: string,
  names: readonly string[],
  onBroken: () => void,
): AsyncGenerator<{ readonly file: string; readonly record: LedgerRecord }, void> {
  for (const day of daysNewestFirst(names)) {
    const cursors = (await Promise.all(day.map((file) => openCursor(folder, file, onBroken)))).filter(
      (cursor) => cursor !== undefined,
    );
    for (let next = latest(cursors); next !== undefined; next = latest(cursors)) {
      yield { file: next.file, record: next.record };
      const following = await next.records.next();
      if (following.done === true) cursors.splice(cursors.indexOf(next), 1);
      else next.record = following.value;
    }
  }
}

/** Names by day, the last day first; within a day the later name first. */
function daysNewestFirst(names: readonly string[]): readonly (readonly string[])[] {
  const days = [...new Set(names.map(dayOfFile))].sort().reverse();
  const latestFirst = names.toSorted().reverse();
  return days.map((day) => latestFirst.filter((name) => dayOfFile(name) === day));
}

async function openCursor(folder: string, file: string, onBroken: () => void): Promise<Cursor | undefined> {
  const records = recordsBackward(join(folder, file), onBroken);
  const first = await records.next();
  return first.done === true ? undefined : { file, records, record: first.value };
}

async function* recordsBackward(path: string, onBroken: () => void): AsyncGenerator<LedgerRecord, void> {
  for await (const line of linesBackward(path)) {
    const record = readRecord(line);
    if (record === undefined) onBroken();
    else yield record;
  }
}

/** The first of those with the latest time. */
function latest(cursors: readonly Cursor[]): Cursor | undefined {
  return cursors.reduce<Cursor | undefined>(
    (best, cursor) => (best === undefined || cursor.record.time > best.record.time ? cursor : best),
    undefined,
  );
}
