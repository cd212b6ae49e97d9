import type { PullProgress } from "../providers/provider.ts";
import type { ChoreEvent, ChoreFailure, ChoreOrder, Chores } from "./chores.ts";

/** How far a pull is, and how fast. */
export type PullPace = PullProgress & {
  /** Over the last seconds; absent until there is something to go by. */
  readonly bytesPerSecond?: number;
  /** For what the server has told of so far, in milliseconds. */
  readonly remainingMs?: number;
};

/** One event of a pull; `done` or `failed` is the last. */
export type PullEvent =
  | { readonly kind: "progress"; readonly pace: PullPace }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly failure: ChoreFailure };

/** What a pull is followed with. */
export type PullParts = {
  readonly chores: Chores;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};

/** How far back the speed is measured, in milliseconds. */
const windowMs = 10_000;
/** A speed measured over less than this says nothing, in milliseconds. */
const leastMs = 1_000;

type Sample = { readonly atMs: number; readonly bytes: number };

/**
 * Has a server fetch a model and tells how far it is. Stopping to listen, or the signal, closes the connection; then the
 * server stops too and keeps what it has, so that another pull goes on from there.
 */
export async function* pullModel(
  order: ChoreOrder,
  { chores, clock }: PullParts,
  signal: AbortSignal,
): AsyncGenerator<PullEvent> {
  const speed = new Speed();
  for await (const event of chores.run(order, signal)) {
    yield isProgress(event) ? { kind: "progress", pace: speed.after(event.progress, clock()) } : event;
  }
}

function isProgress(event: ChoreEvent): event is Extract<ChoreEvent, { kind: "progress" }> {
  return event.kind === "progress";
}

/** The speed of a pull over its last seconds. What was there already when it began is no speed. */
class Speed {
  #samples: readonly Sample[] = [];

  after(progress: PullProgress, atMs: number): PullPace {
    const { completedBytes: bytes, totalBytes } = progress;
    if (progress.phase !== "downloading" || totalBytes === 0) return progress;
    const recent = this.#samples.filter((sample) => atMs - sample.atMs <= windowMs);
    this.#samples = [...recent.slice(-200), { atMs, bytes }];
    const [first] = this.#samples;
    const tookMs = atMs - (first?.atMs ?? atMs);
    if (first === undefined || tookMs < leastMs) return progress;
    const bytesPerSecond = ((bytes - first.bytes) / tookMs) * 1000;
    if (bytesPerSecond <= 0) return { ...progress, bytesPerSecond: 0 };
    return { ...progress, bytesPerSecond, remainingMs: ((totalBytes - bytes) / bytesPerSecond) * 1000 };
  }
}
