import { err, ok, type Result } from "../base/result.ts";
import { addressClass } from "../destinations/addressClass.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import type { DoorFailure } from "./doorFailure.ts";

/** Where keys come from. Only the door asks, and only for the exact origin it is about to dial. */
export type Keys = {
  keyFor(origin: string): Promise<string | undefined>;
  /** Whether the user once stored a key for an origin and did not remove it; absent: nobody remembers. */
  hadKey?(origin: string): boolean;
};

/** A key over plain http is readable by everybody on the way; on loopback there is no way. */
function mayCarryKey({ permit }: ClearedRequest): boolean {
  // Nobody was asked about an errand to loopback, and in a remote window loopback is somebody else's.
  if (permit.grant === "errand") return false;
  const onLoopback =
    permit.dial.length > 0 && permit.dial.every((address) => addressClass(address) === "loopback");
  return onLoopback || permit.destination.origin.startsWith("https://");
}

/** What others on the network would be told is asked without what only the user has. */
function isAboutReach({ purpose }: ClearedRequest): boolean {
  return purpose.kind === "errand" && purpose.errand.kind === "reach";
}

/** Why a request does not go without a key; `undefined`: it may. */
function keyMissing({ permit, manners }: ClearedRequest, wasStored: boolean): DoorFailure | undefined {
  const { origin } = permit.destination;
  // To go without it would be another request than the user set up.
  if (wasStored) return { kind: "keyMissing", origin, lost: true };
  return manners.key === "required" ? { kind: "keyMissing", origin } : undefined;
}

/**
 * The only headers that ever leave: what the SDKs would add (versions, runtime, platform) is dropped. Fails when this
 * kind of provider needs a key and none is stored for the origin, and when one was stored and is gone.
 */
export async function requestHeaders(
  cleared: ClearedRequest,
  keys: Keys,
): Promise<Result<Readonly<Record<string, string>>, DoorFailure>> {
  const { wire, permit, manners } = cleared;
  const headers: Record<string, string> = {
    accept: "application/json, text/event-stream",
    "user-agent": "Drawbridge",
    ...manners.headers,
  };
  if (wire.body.length > 0) headers["content-type"] = "application/json";
  if (manners.key === "none" || isAboutReach(cleared)) return ok(headers);
  const { origin } = permit.destination;
  const isAsked = mayCarryKey(cleared);
  const key = isAsked ? await keys.keyFor(origin) : undefined;
  if (key === undefined) {
    const missing = keyMissing(cleared, isAsked && keys.hadKey?.(origin) === true);
    return missing === undefined ? ok(headers) : err(missing);
  }
  headers[manners.keyHeader] = manners.keyHeader === "authorization" ? `Bearer ${key}` : key;
  return ok(headers);
}
