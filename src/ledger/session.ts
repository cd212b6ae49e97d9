import { createHmac } from "node:crypto";
import type { LedgerEntry, NewEntry } from "./record.ts";

/** What one window's ledger knows about all of its records. */
export type Session = {
  /** Part of the names of its files; different for every window. */
  readonly id: string;
  readonly workspaceKey: string;
  readonly version: string;
  /** Key of the marks on bodies, in hex. It is kept with the heads, never beside the records. */
  readonly bodyKey: string;
};

/** The mark an attempt carries of its body. */
export function bodyMark(bodyKey: string, body: Uint8Array): string {
  return createHmac("sha256", Buffer.from(bodyKey, "hex")).update(body).digest("hex");
}

/** An entry with what its session adds; a body is replaced by its mark. */
export function completeEntry(entry: NewEntry, session: Session): LedgerEntry {
  if (entry.phase === "end" || entry.phase === "deleted") return entry;
  const { workspaceKey, version, bodyKey } = session;
  if (entry.phase !== "attempt") return { ...entry, workspaceKey, version };
  const { body, ...rest } = entry;
  return { ...rest, workspaceKey, version, bodyHmac: bodyMark(bodyKey, body) };
}
