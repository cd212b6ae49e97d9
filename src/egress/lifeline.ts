import type { Disposable } from "../base/disposable.ts";
import type { ClearedRequest, Purpose } from "../gate/clearedRequest.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import { DoorError, doorFailureOf, type DoorFailure } from "./doorFailure.ts";
import { limits } from "./limits.ts";

/**
 * What keeps one request alive: it ends at the caller's stop, a new policy epoch, or no first byte in time; an errand
 * also when it is not over in time, except for a pull, which takes as long as its model is large.
 */
export type Lifeline = Disposable & {
  readonly signal: AbortSignal;
  /** Says that the answer has begun. */
  arrived(): void;
  /** A transport only knows that it was told to stop; this knows why. */
  explain(failure: DoorFailure): DoorFailure;
  /** The body, with every early end explained. */
  explained(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
};

/** Starts watching over a request. */
export function createLifeline(
  { permit, purpose }: ClearedRequest,
  signal: AbortSignal,
  policy: PolicyWatch,
): Lifeline {
  const ended = new AbortController();
  let reason: DoorFailure = { kind: "stopped" };
  const endWith = (failure: DoorFailure): void => {
    reason = failure;
    ended.abort();
  };
  const watching = policy.onDidChange((next) => {
    if (next.epoch !== permit.epoch) endWith({ kind: "revoked" });
  });
  const endAfter = (milliseconds: number, step: "firstByte" | "whole"): NodeJS.Timeout =>
    setTimeout(() => {
      endWith({ kind: "timeout", step });
    }, milliseconds);
  const { firstByteMs, wholeMs } = patience(purpose);
  const firstByte = endAfter(firstByteMs, "firstByte");
  const whole = wholeMs === undefined ? undefined : endAfter(wholeMs, "whole");
  const explain = (failure: DoorFailure): DoorFailure => {
    const wasEnded = ended.signal.aborted || signal.aborted;
    return wasEnded && ["stopped", "cut", "unreachable"].includes(failure.kind) ? reason : failure;
  };
  return {
    signal: AbortSignal.any([signal, ended.signal]),
    arrived: () => {
      clearTimeout(firstByte);
    },
    explain,
    explained: (body) => explainedBody(body, explain),
    dispose: () => {
      clearTimeout(firstByte);
      clearTimeout(whole);
      watching.dispose();
    },
  };
}

/** How long a request may take to its first byte and in all, in milliseconds; absent: as long as bytes come. */
function patience(purpose: Purpose): { readonly firstByteMs: number; readonly wholeMs?: number } {
  if (purpose.kind === "task") return { firstByteMs: limits.firstByteMs };
  const { kind } = purpose.errand;
  if (kind === "pull") return { firstByteMs: limits.pullFirstByteMs };
  return kind === "load"
    ? { firstByteMs: limits.loadMs, wholeMs: limits.loadMs + limits.errandMs }
    : { firstByteMs: limits.errandFirstByteMs, wholeMs: limits.errandMs };
}

async function* explainedBody(
  body: AsyncIterable<Uint8Array>,
  explain: (failure: DoorFailure) => DoorFailure,
): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    const failure = doorFailureOf(error);
    throw failure === undefined ? error : new DoorError(explain(failure));
  }
}
