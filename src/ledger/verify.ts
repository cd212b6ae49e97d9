import { join } from "node:path";
import { genesis, recordHash } from "./chain.ts";
import { linesForward } from "./fileLines.ts";
import type { Head } from "./headStore.ts";
import { isKnown, readSealed, type SealedRecord } from "./readRecord.ts";

/**
 * What is wrong with a record: its text was changed, records before it are missing, it stands where another belongs, it
 * was put in, or its line is no record (which a crash in the middle of writing leaves at the end of a file, too).
 */
export type BreakReason = "edited" | "removed" | "swapped" | "inserted" | "unreadable";

/**
 * What came of checking one file. `seq` counts its lines from 0, the others are numbers of records; `unknown`, absent for
 * none: in their place and whole, but of a kind that this version does not know. `deletedAt`: when the ledger was last
 * deleted, if the file has a record of it (ISO 8601, UTC).
 */
export type FileVerdict = { readonly file: string } & (
  | {
      readonly kind: "holds";
      readonly records: number;
      readonly unknown?: number;
      readonly deletedAt?: string;
    }
  | { readonly kind: "brokenAt"; readonly seq: number; readonly reason: BreakReason }
  | { readonly kind: "cutShort"; readonly expected: number; readonly found: number }
  | { readonly kind: "missing"; readonly expected: number }
);

type Break = { readonly seq: number; readonly reason: BreakReason };

/**
 * Checks one file against its chain and, where one was kept, its head; the first thing that is wrong is told. Reads piece
 * by piece, so that the editor has its turns.
 */
export async function verifyFile(folder: string, file: string, head: Head | undefined): Promise<FileVerdict> {
  const check = new ChainCheck(head);
  for await (const line of linesForward(join(folder, file))) check.add(readSealed(line));
  const { broken, count, unknown, deletedAt } = check;
  if (broken !== undefined) return { file, kind: "brokenAt", ...broken };
  return head !== undefined && count < head.count
    ? { file, kind: "cutShort", expected: head.count, found: count }
    : {
        ...{ file, kind: "holds", records: count },
        ...(unknown > 0 && { unknown }),
        ...(deletedAt !== undefined && { deletedAt }),
      };
}

/** The chain of one file, followed line by line. */
class ChainCheck {
  readonly #head: Head | undefined;
  #prev = genesis;
  #count = 0;
  #unknown = 0;
  #broken: Break | undefined;
  #deletedAt: string | undefined;

  constructor(head: Head | undefined) {
    this.#head = head;
  }

  /** Lines that followed from those before them. */
  get count(): number {
    return this.#count;
  }

  get deletedAt(): string | undefined {
    return this.#deletedAt;
  }

  /** How many of them are of a kind that this version does not know. */
  get unknown(): number {
    return this.#unknown;
  }

  get broken(): Break | undefined {
    return this.#broken;
  }

  /** Takes the next line; `undefined` stands for one that is no record. */
  add(record: SealedRecord | undefined): void {
    if (this.#broken !== undefined) {
      this.#lookOut(record, this.#broken);
      return;
    }
    const reason = this.#wrongWith(record);
    if (reason !== undefined) this.#broken = { seq: this.#count, reason };
    if (record === undefined || reason !== undefined) return;
    if (record.entry.phase === "deleted") this.#deletedAt = record.time;
    this.#prev = record.hash;
    this.#count += 1;
    if (!isKnown(record)) this.#unknown += 1;
  }

  #wrongWith(record: SealedRecord | undefined): BreakReason | undefined {
    if (record === undefined) return "unreadable";
    if (record.hash !== recordHash(record)) return "edited";
    if (record.seq !== this.#count) return record.seq > this.#count ? "removed" : "inserted";
    // In its place and whole, but the record before it is not the one it was written after; or all was sealed anew.
    return record.prev !== this.#prev || this.#differsFromHead(record) ? "edited" : undefined;
  }

  #differsFromHead({ seq, hash }: SealedRecord): boolean {
    return this.#head !== undefined && seq === this.#head.count - 1 && hash !== this.#head.head;
  }

  /** What seemed to be missing may stand further down. */
  #lookOut(record: SealedRecord | undefined, { seq, reason }: Break): void {
    if (reason === "removed" && record?.seq === seq) this.#broken = { seq, reason: "swapped" };
  }
}
