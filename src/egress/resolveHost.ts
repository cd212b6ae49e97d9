import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { err, ok, type Result } from "../base/result.ts";
import { refusedAnswer } from "../destinations/refusedAnswer.ts";
import type { Destination } from "../terms/destination.ts";
import type { DoorFailure } from "./doorFailure.ts";

/** Asks the system's resolver for every address of a name. */
export type Resolver = (host: string) => Promise<readonly string[]>;

const systemResolver: Resolver = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Looks up the host of a cleared destination. A look-up is itself a contact, so only the door does it, after the gate
 * has cleared the request. One answer that may not be dialled spoils them all.
 */
export async function resolveHost(
  { class: found, origin }: Destination,
  resolver: Resolver = systemResolver,
): Promise<Result<readonly string[], DoorFailure>> {
  let addresses: readonly string[];
  try {
    addresses = await resolver(new URL(origin).hostname.replace(/^\[|\]$/g, ""));
  } catch {
    return err({ kind: "unreachable", code: "ENOTFOUND" });
  }
  const bad = refusedAnswer(found, addresses);
  return bad === undefined ? ok(addresses) : err({ kind: "addressRefused", address: bad });
}

/** Addresses of this machine's own interfaces, loopback included. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).map(({ address }) => address),
  );
}
