import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Flight } from "./flight.ts";
import { agrees } from "./restAfter.ts";
import { typedSince } from "./typedSince.ts";

/** How waiting for a request ended. */
export type Arrival = "ready" | "disagrees" | "cancelled";

/** Who waits, and with what patience. */
export type Waiter = {
  readonly snapshot: EditorSnapshot;
  /** Everything is wanted, not just what is there soon. */
  readonly manual: boolean;
  readonly signal: AbortSignal;
};

/** What waiting is done with; the clock in milliseconds. */
export type WaitingParts = {
  readonly clock: () => number;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** How long a complete first line waits for the lines below it, in milliseconds. */
const lineGraceMs = 150;

/** What is left of that for somebody who waits now; what was asked for ahead is waited for already. */
function graceLeftMs({ plan, lineMs }: Flight, nowMs: number): number | undefined {
  if (lineMs === undefined) return undefined;
  return plan.purpose === "ahead" ? 0 : Math.max(0, lineMs + lineGraceMs - nowMs);
}

/** Whether what a request writes still goes on from a position. */
export function servesStill(flight: Flight, snapshot: EditorSnapshot): boolean {
  const typed = typedSince(flight.plan.snapshot, snapshot);
  return typed !== undefined && agrees(typed.before + flight.text, typed.now);
}

/** Waits until a request has something to show at a position, or will have nothing. */
export function arrival(flight: Flight, waiter: Waiter, parts: WaitingParts): Promise<Arrival> {
  const store = new DisposableStore();
  return new Promise<Arrival>((resolve) => {
    let patience: "linesBelow" | "none" = "linesBelow";
    const look = (): void => {
      const outcome = lookAt(flight, waiter, patience);
      if (outcome === undefined) return;
      store.dispose();
      resolve(outcome);
    };
    const lose = (): void => {
      patience = "none";
      look();
    };
    let grace: Disposable | undefined;
    const progress = (): void => {
      const leftMs = graceLeftMs(flight, parts.clock());
      if (leftMs === 0) patience = "none";
      else if (leftMs !== undefined) grace ??= store.add(parts.later(leftMs, lose));
      look();
    };
    store.add(flight.onDidProgress(progress));
    waiter.signal.addEventListener("abort", look, { once: true });
    store.add({
      dispose: () => {
        waiter.signal.removeEventListener("abort", look);
      },
    });
    progress();
  });
}

/** Whether something is written, whole, behind what somebody has typed or taken already. */
function isWrittenPast(flight: Flight, { snapshot }: Waiter): boolean {
  if (flight.state === "ended") return true;
  const typed = typedSince(flight.plan.snapshot, snapshot);
  const isShown =
    typed !== undefined && typed.now.length < typed.before.length + flight.visible.trimEnd().length;
  return isShown || flight.rest.indexOf("\n", 1) !== -1;
}

function lookAt(flight: Flight, waiter: Waiter, patience: "linesBelow" | "none"): Arrival | undefined {
  if (waiter.signal.aborted) return "cancelled";
  if (flight.state === "ended" && flight.failure !== undefined) return "ready";
  if (!servesStill(flight, waiter.snapshot)) return "disagrees";
  const isEnough = flight.isDone || (flight.lineMs !== undefined && !waiter.manual && patience === "none");
  return isEnough && isWrittenPast(flight, waiter) ? "ready" : undefined;
}
