import { isRequestRow, type LedgerRow, type RequestRow } from "../ledger/ledgerRows.ts";
import type { EndEntry, LedgerRecord } from "../ledger/record.ts";
import { flowLineOf, type FlowLine } from "./flowLine.ts";
import { LedgerTally } from "./ledgerTally.ts";
import type { LocalTime } from "./localTime.ts";
import { whereabouts } from "./whereabouts.ts";

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
  /** Links whose addresses the browser got, and those that it may have got. They take no way through Drawbridge. */
  readonly links: { sure: number; unsure: number };
};
/** What was counted, and the way of a request. */
type Counted = { readonly row: LedgerRow } | { readonly row: RequestRow; readonly line: FlowLine };

const nothing: FlowSum = { requests: 0, bytesOut: 0, bytesHeld: 0, bytesIn: 0 };

/** Where requests went, summed up by day, so that any stretch of time is at hand; each counts once, and so do links. */
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
    if (entry.phase === "deleted") return;
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
        { fate, purpose: part, host: destination?.host ?? "" },
        { count: sum.requests, bytes: sum.bytesOut },
      );
    }
    for (const { links } of this.#within(stretch)) {
      tally.addLinks(links.sure, true);
      tally.addLinks(links.unsure, false);
    }
    return tally;
  }

  #count(row: LedgerRow): void {
    const counted = isRequestRow(row) ? { row, line: flowLineOf(row, this.#parts.isRunning) } : { row };
    if (row.subject.phase !== "refused" && row.end === undefined) this.#open.set(row.subject.id, counted);
    this.#add(counted, 1);
  }

  #add(counted: Counted, by: 1 | -1): void {
    const bucket = this.#bucketOf(counted.row);
    if ("line" in counted) addTo(bucket.shares, counted.line, sumOf(counted, by));
    else if (whereabouts(counted.row) === "left")
      bucket.links[counted.row.end === undefined ? "unsure" : "sure"] += by;
  }

  #bucketOf({ time, subject }: LedgerRow): Bucket {
    const day = this.#parts.local.day(time);
    const isHere = subject.workspaceKey === this.#parts.workspaceKey;
    const name = isHere ? `${day} here` : day;
    const bucket = this.#buckets.get(name) ?? {
      day,
      isHere,
      shares: new Map(),
      links: { sure: 0, unsure: 0 },
    };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #within({ since, here }: FlowStretch): readonly Bucket[] {
    return [...this.#buckets.values()].filter(
      ({ day, isHere }) => (since === undefined || day >= since) && (isHere || !here),
    );
  }
}

function sumOf({ row, line }: Extract<Counted, { line: FlowLine }>, by: 1 | -1): FlowSum {
  const wasSent = line.destination !== undefined;
  return {
    requests: by,
    bytesOut: wasSent ? by * row.subject.bytes : 0,
    bytesHeld: wasSent ? 0 : by * row.subject.bytes,
    bytesIn: by * (row.end?.bytesIn ?? 0),
  };
}

function addTo(shares: Bucket["shares"], line: FlowLine, more: FlowSum): void {
  const sum = shares.get(line.id)?.sum ?? { ...nothing };
  if (sum.requests === 0) shares.set(line.id, { line, sum });
  sum.requests += more.requests;
  sum.bytesOut += more.bytesOut;
  sum.bytesHeld += more.bytesHeld;
  sum.bytesIn += more.bytesIn;
}
