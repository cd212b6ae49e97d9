/** Rows for the tests of the ledger's page: a test names only what it is about. */
import type { LedgerRow } from "../../../src/ledger/ledgerRows.ts";
import type {
  AttemptEntry,
  EndEntry,
  LedgerRecord,
  OpenedEntry,
  RefusedEntry,
} from "../../../src/ledger/record.ts";

const here = {
  workspaceKey: "file:///shop",
  version: "0.1.0",
  purpose: "chat",
  trigger: "person" as const,
  workspace: "shop",
  provider: "ollama",
  model: "qwen2.5-coder:7b",
  class: "device" as const,
  origin: "http://127.0.0.1:11434",
  host: "127.0.0.1:11434",
  method: "POST",
  path: "/api/chat",
  bytes: 1204,
  sources: [],
  mode: "onDevice",
  epoch: 0,
};

/** An attempt on this device. */
export function attempt(id: string, changes: Partial<AttemptEntry> = {}): AttemptEntry {
  return { ...here, phase: "attempt", id, bodyHmac: "ab12", grant: "mode", ...changes };
}

/** What makes an attempt one to a cloud. */
export const cloud = {
  class: "cloud" as const,
  provider: "openai",
  model: "gpt-4o-mini",
  origin: "https://api.openai.com:443",
  host: "api.openai.com",
};

/** A refused chat with a cloud. */
export function refused(id: string, changes: Partial<RefusedEntry> = {}): RefusedEntry {
  return { ...here, ...cloud, phase: "refused", id, refusal: "modeForbids", ...changes };
}

/** A good end. */
export function end(id: string, changes: Partial<EndEntry> = {}): EndEntry {
  return {
    ...{ phase: "end", id, outcome: "done", status: 200, address: "127.0.0.1" },
    ...{ bytesIn: 3412, tookMs: 812 },
    ...changes,
  };
}

/** The end of a request that found nobody. */
export function unreached(id: string): EndEntry {
  return { phase: "end", id, outcome: "unreachable", bytesIn: 0, tookMs: 3 };
}

/** A link that a person opened. */
export function opened(id: string, changes: Partial<OpenedEntry> = {}): OpenedEntry {
  const { workspaceKey, version, workspace } = here;
  return {
    ...{ phase: "opened", id, workspaceKey, version, workspace, from: "answer" },
    ...{ url: "https://docs.example/a?b=c", host: "docs.example" },
    ...changes,
  };
}

/** How the opening of a link ended. */
export function openedEnd(id: string, outcome = "opened"): EndEntry {
  return { phase: "end", id, outcome, bytesIn: 0, tookMs: 40 };
}

/** A row; without an end unless one is given. */
export function row<Subject extends LedgerRow["subject"]>(
  entry: Subject,
  time: string,
  ended?: EndEntry,
): LedgerRow<Subject> {
  return {
    file: "2026-01-31T080211-1a2b3c4d.jsonl",
    seq: 14,
    hash: "9f86",
    time,
    subject: entry,
    ...(ended && { end: ended }),
  };
}

/** A row on this device that ended well. */
export function stayed(id: string, time: string): LedgerRow {
  return row(attempt(id), time, end(id));
}

/** A row that left for a cloud and ended well. */
export function left(id: string, time: string): LedgerRow {
  return row(attempt(id, { ...cloud, grant: "consent" }), time, end(id, { address: "notObservable" }));
}

/** A record around an entry, as the ledger tells it. */
export function record(entry: LedgerRecord["entry"], time: string): LedgerRecord {
  return { v: 1, seq: 0, time, prev: "", hash: "", entry };
}

/** Rows as the reader hands them out. */
export async function* rowsOf(rows: readonly LedgerRow[]): AsyncGenerator<LedgerRow, void> {
  for (const one of rows) {
    await Promise.resolve();
    yield one;
  }
}
