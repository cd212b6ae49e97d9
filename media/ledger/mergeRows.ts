import type { LedgerRowView } from "../../src/protocol/ledgerMessages.ts";

/** Lines with newer ones, newest first: one that is there already is known better now, the others stand in front. */
export function mergeRows(
  rows: readonly LedgerRowView[],
  fresh: readonly LedgerRowView[],
): readonly LedgerRowView[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const kept = rows.map((row) => byId.get(row.id) ?? row);
  const known = new Set(rows.map(({ id }) => id));
  return [...fresh.filter(({ id }) => !known.has(id)), ...kept];
}
