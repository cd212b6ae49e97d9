import { lookup } from "node:dns/promises";
import { err, ok, type Result } from "../base/result.ts";
import { refusedAnswer } from "../destinations/refusedAnswer.ts";
import type { Destination } from "../terms/destination.ts";
import type { DoorFailure } from "./doorFailure.ts";

/** Asks the system's resolver for every address of a name. */
export type Resolver = (host: string) => Promise<readonly string[]>;

const systemResolver: Resolver = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/** How a name is looked up. */
export type LookUp = {
  /** Nobody waits longer; the system's own resolver may take minutes. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
  readonly resolver?: Resolver;
};

/** What the resolver says, unless it is too late or stopped before. */
function inTime(
  answer: Promise<readonly string[]>,
  { withinMs, signal }: LookUp,
): Promise<Result<readonly string[], DoorFailure>> {
  return new Promise((resolve) => {
    const settle = (outcome: Result<readonly string[], DoorFailure>): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve(outcome);
    };
    const stop = (): void => {
      settle(err({ kind: "stopped" }));
    };
    const timer = setTimeout(() => {
      settle(err({ kind: "timeout", step: "connect" }));
    }, withinMs);
    signal.addEventListener("abort", stop);
    answer.then(
      (addresses) => {
        settle(ok(addresses));
      },
      () => {
        settle(err({ kind: "unreachable", code: "ENOTFOUND" }));
      },
    );
  });
}

/**
 * Looks up the host of a cleared destination. A look-up is itself a contact, so only the door does it, after the gate
 * has cleared the request. One answer that may not be dialled spoils them all.
 */
export async function resolveHost(
  { class: kind, origin }: Destination,
  lookUp: LookUp,
): Promise<Result<readonly string[], DoorFailure>> {
  // A look-up is a contact, too.
  if (lookUp.signal.aborted) return err({ kind: "stopped" });
  const { resolver = systemResolver } = lookUp;
  const found = await inTime(resolver(new URL(origin).hostname.replace(/^\[|\]$/g, "")), lookUp);
  if (!found.ok) return found;
  const bad = refusedAnswer(kind, found.value);
  return bad === undefined ? found : err({ kind: "addressRefused", address: bad });
}
