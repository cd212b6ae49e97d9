import { setImmediate as turn } from "node:timers/promises";
import type { SocketTraffic } from "./socketTraffic.ts";

/** What of the event loop only waits; everything else that Node counts as active is work in progress. */
const waiting = new Set([
  "FSEventWrap",
  "Immediate",
  "MessagePort",
  "PipeServerWrap",
  "PipeWrap",
  "ProcessWrap",
  "SignalWrap",
  "StatWatcher",
  "TCPServerWrap",
  "TCPSocketWrap",
  "TTYWrap",
  "Timeout",
  "UDPWrap",
  "Worker",
]);
/** So many turns of the event loop in a row have to find nothing to do. */
const quietTurns = 4;
/** Real time after which what has not ended is taken for something that waits, too. */
const patienceMs = 1000;

/** Resolves when nothing happens any more without time going by; `false` when that was only assumed. */
export async function quiet(traffic: SocketTraffic, realNow: () => number): Promise<boolean> {
  const endMs = realNow() + patienceMs;
  let turns = 0;
  while (turns < quietTurns) {
    await turn();
    turns = isBusy(traffic) ? 0 : turns + 1;
    if (turns === 0 && realNow() > endMs) return false;
  }
  return true;
}

function isBusy(traffic: SocketTraffic): boolean {
  return traffic.underWay() > 0 || process.getActiveResourcesInfo().some((kind) => !waiting.has(kind));
}
