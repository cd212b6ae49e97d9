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

/** What was asked for ahead is waited for already. */
function graceMs({ plan }: Flight): number {
  return plan.purpose === "ahead" ? 0 : lineGraceMs;
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
    const look = (): void => {
      const outcome = lookAt(flight, waiter, parts.clock());
      if (outcome !== undefined) {
        store.dispose();
        resolve(outcome);
      }
    };
    let grace: Disposable | undefined;
    store.add(
      flight.onDidProgress(() => {
        if (flight.lineMs !== undefined) grace ??= store.add(parts.later(graceMs(flight), look));
        look();
      }),
    );
    waiter.signal.addEventListener("abort", look, { once: true });
    store.add({
      dispose: () => {
        waiter.signal.removeEventListener("abort", look);
      },
    });
    if (flight.lineMs !== undefined) grace = store.add(parts.later(graceMs(flight), look));
    look();
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

function lookAt(flight: Flight, waiter: Waiter, nowMs: number): Arrival | undefined {
  if (waiter.signal.aborted) return "cancelled";
  if (flight.state === "ended" && flight.failure !== undefined) return "ready";
  if (!servesStill(flight, waiter.snapshot)) return "disagrees";
  if (flight.isDone) return isWrittenPast(flight, waiter) ? "ready" : undefined;
  if (flight.lineMs === undefined || waiter.manual) return undefined;
  return nowMs - flight.lineMs >= graceMs(flight) ? "ready" : undefined;
}
