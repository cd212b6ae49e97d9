import { randomUUID } from "node:crypto";
import { createEmitter, type Event } from "../base/event.ts";
import { err, type Result } from "../base/result.ts";
import { wasCleared } from "../gate/clear.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import { sha256 } from "../gate/sha256.ts";
import type { Answer, Movement } from "./answer.ts";
import type { DoorFailure } from "./doorFailure.ts";
import type { DoorParts } from "./doorParts.ts";
import { ledgerSubject } from "./ledgerSubject.ts";
import { Passage } from "./passage.ts";
import { requestHeaders } from "./requestHeaders.ts";

/** The only way out. */
export type Door = {
  /** Sends cleared bytes, exactly those, to the destination they were cleared for. */
  open(cleared: ClearedRequest, signal: AbortSignal): Promise<Result<Answer, DoorFailure>>;
  readonly onDidMove: Event<Movement>;
};

/** A permit is good for the request it was given to, the bytes it names and the policy epoch it was given in. */
function stillHolds(cleared: ClearedRequest, policy: PolicyWatch): boolean {
  const { permit, wire } = cleared;
  const { epoch, paused } = policy.current();
  return wasCleared(cleared) && permit.epoch === epoch && !paused && permit.bodySha256 === sha256(wire.body);
}

/** Records what is turned away like what is sent, and says why it was. */
function decline(failure: DoorFailure, cleared: ClearedRequest, parts: DoorParts): DoorFailure {
  try {
    parts.ledger.append({
      ...ledgerSubject(cleared, parts),
      phase: "refused",
      id: randomUUID(),
      refusal: failure.kind,
    });
    return failure;
  } catch (error) {
    parts.log.error("The ledger could not be written; nothing was sent", error);
    return { kind: "ledgerFailed" };
  }
}

/** Makes the door. */
export function createDoor(parts: DoorParts): Door {
  const moved = createEmitter<Movement>();
  return {
    onDidMove: moved.event,
    open: async (cleared, signal) => {
      const headers = await requestHeaders(cleared, parts.keys);
      if (!headers.ok) return err(decline(headers.error, cleared, parts));
      if (signal.aborted) return err({ kind: "stopped" });
      if (!stillHolds(cleared, parts.policy)) return err(decline({ kind: "revoked" }, cleared, parts));
      return new Passage(cleared, signal, parts, moved.fire).send(headers.value);
    },
  };
}
