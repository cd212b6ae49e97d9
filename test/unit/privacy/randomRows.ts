import type { RequestRow } from "../../../src/ledger/ledgerRows.ts";
import { destinationClasses } from "../../../src/terms/destination.ts";
import { createRandom, type Random } from "../../support/random.ts";
import { attempt, end, refused, row, unreached } from "./ledgerRowSamples.ts";

const addresses = ["127.0.0.1", "192.168.1.9", "8.8.8.8", "notObservable"];
const outcomes = ["done", "stopped", "cut", "forwarded", "timeout"];

/** Rows of every kind there is, newest first, over some twenty days to `2026-01-31`; the same for the same seed. */
export function randomRows(count: number, seed: number): readonly RequestRow[] {
  const random = createRandom(seed);
  const last = Date.parse("2026-01-31T23:59:00.000Z");
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(last - Math.floor((index * 20 * 86_400_000) / count)).toISOString();
    const one = randomRow(`${index}`, time, random);
    return { ...one, file: `${time.slice(0, 10)}T000000-1a2b3c4d.jsonl` };
  });
}

function randomRow(id: string, time: string, random: Random): RequestRow {
  const common = {
    purpose: random.pick(["chat", "completion", "errand:list", "errand:show", "of another version"]),
    class: random.pick(destinationClasses),
    host: random.pick(["127.0.0.1:11434", "api.openai.com", "gpu-box", "h\nevil", '","']),
    bytes: random.integer(10_000),
    workspaceKey: random.pick(["file:///shop", "file:///other"]),
    ...(random.integer(4) === 0 && { mayForward: true }),
    ...(random.integer(4) === 0 && { via: "gpu-box" }),
  };
  if (random.integer(6) === 0)
    return row(refused(id, { ...common, refusal: random.pick(["modeForbids", "secretFound", "odd"]) }), time);
  const made = attempt(id, { ...common, ...(random.integer(3) === 0 && { carrier: "editor" }) });
  if (random.integer(8) === 0) return row(made, time);
  if (random.integer(8) === 0) return row(made, time, unreached(id));
  const { address, outcome } = { address: random.pick(addresses), outcome: random.pick(outcomes) };
  return row(made, time, end(id, { address, outcome, bytesIn: random.integer(5_000) }));
}
