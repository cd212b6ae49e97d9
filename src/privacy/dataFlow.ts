import type { LedgerRow } from "../ledger/ledgerRows.ts";
import type { EndEntry, LedgerRecord } from "../ledger/record.ts";
import { flowLineOf, type FlowLine } from "./flowLine.ts";
import { LedgerTally } from "./ledgerTally.ts";
import type { LocalTime } from "./localTime.ts";

/** What a flow is counted with. */
export type DataFlowParts = {
  readonly local: LocalTime;
  /** The workspace of this window, as records name it. */
  readonly workspaceKey: string;
  /** Whether a request of this window is still under way. */
  readonly isRunning: (id: string) => boolean;
};

/** Requests and bytes of their bodies: `bytesOut` were sent, `bytesHeld` were not. */
export type FlowSum = {
  readonly requests: number;
  readonly bytesOut: number;
  readonly bytesHeld: number;
  readonly bytesIn: number;
};

/** A way and how much went it. */
export type FlowShare = { readonly line: FlowLine; readonly sum: FlowSum };

/** What is summed up: requests since a day of the reader's (`2026-01-31`; absent: all), of one workspace or of all. */
export type FlowStretch = { readonly since?: string; readonly here: boolean };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Bucket = {
  readonly day: string;
  readonly isHere: boolean;
  readonly shares: Map<string, { readonly line: FlowLine; readonly sum: Mutable<FlowSum> }>;
};
type Counted = { readonly row: LedgerRow; readonly line: FlowLine };

const nothing: FlowSum = { requests: 0, bytesOut: 0, bytesHeld: 0, bytesIn: 0 };

/** Where requests went, summed up by day, so that any stretch of time is at hand; each request counts once. */
export class DataFlow {
  readonly #parts: DataFlowParts;
  readonly #buckets = new Map<string, Bucket>();
  /** Requests that were told of since; what is read of them is older. */
  readonly #told = new Set<string>();
  /** Requests without an end that may yet come. */
  readonly #open = new Map<string, Counted>();
  /** Ends that came before their attempts were read. */
  readonly #ends = new Map<string, EndEntry>();

  constructor(parts: DataFlowParts) {
    this.#parts = parts;
  }

  /** Counts a request that was recorded before. */
  add(read: LedgerRow): void {
    const { id } = read.subject;
    if (this.#told.has(id)) return;
    const end = read.end ?? this.#ends.get(id);
    this.#count(end === undefined ? read : { ...read, end });
  }

  /** Counts what is recorded now: a request at once, and by its end as soon as that has come. */
  take({ seq, time, hash, entry }: LedgerRecord): void {
    if (entry.phase !== "end") {
      this.#told.add(entry.id);
      this.#count({ file: "", seq, time, hash, subject: entry });
      return;
    }
    const counted = this.#open.get(entry.id);
    if (counted === undefined) this.#ends.set(entry.id, entry);
    else {
      this.#open.delete(entry.id);
      this.#add(counted, -1);
      this.#count({ ...counted.row, end: entry });
    }
  }

  /** Every way that requests took, in no order. */
  shares(stretch: FlowStretch): readonly FlowShare[] {
    const merged: Bucket["shares"] = new Map();
    for (const bucket of this.#within(stretch))
      for (const { line, sum } of bucket.shares.values()) addTo(merged, line, sum);
    return [...merged.values()].filter(({ sum }) => sum.requests > 0);
  }

  /** What they come to. */
  tally(stretch: FlowStretch): LedgerTally {
    const tally = new LedgerTally();
    for (const { line, sum } of this.shares(stretch)) {
      const { part, fate, destination } = line;
      tally.addAll(
        { fate, isErrand: part === "errand", host: destination?.host ?? "" },
        { count: sum.requests, bytes: sum.bytesOut },
      );
    }
    return tally;
  }

  #count(row: LedgerRow): void {
    const counted = { row, line: flowLineOf(row, this.#parts.isRunning) };
    if (row.subject.phase === "attempt" && row.end === undefined) this.#open.set(row.subject.id, counted);
    this.#add(counted, 1);
  }

  #add({ row, line }: Counted, by: 1 | -1): void {
    const { subject, end } = row;
    const wasSent = line.destination !== undefined;
    addTo(this.#bucketOf(row).shares, line, {
      requests: by,
      bytesOut: wasSent ? by * subject.bytes : 0,
      bytesHeld: wasSent ? 0 : by * subject.bytes,
      bytesIn: by * (end?.bytesIn ?? 0),
    });
  }

  #bucketOf({ time, subject }: LedgerRow): Bucket {
    const day = this.#parts.local.day(time);
    const isHere = subject.workspaceKey === this.#parts.workspaceKey;
    const name = isHere ? `${day} here` : day;
    const bucket = this.#buckets.get(name) ?? { day, isHere, shares: new Map() };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #within({ since, here }: FlowStretch): readonly Bucket[] {
    return [...this.#buckets.values()].filter(
      ({ day, isHere }) => (since === undefined || day >= since) && (isHere || !here),
    );
  }
}

function addTo(shares: Bucket["shares"], line: FlowLine, more: FlowSum): void {
  const sum = shares.get(line.id)?.sum ?? { ...nothing };
  if (sum.requests === 0) shares.set(line.id, { line, sum });
  sum.requests += more.requests;
  sum.bytesOut += more.bytesOut;
  sum.bytesHeld += more.bytesHeld;
  sum.bytesIn += more.bytesIn;
}
