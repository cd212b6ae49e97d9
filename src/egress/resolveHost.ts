import { lookup } from "node:dns/promises";
import { networkInterfaces } from "node:os";
import { err, ok, type Result } from "../base/result.ts";
import { addressClass } from "../destinations/addressClass.ts";
import type { DoorFailure } from "./doorFailure.ts";

/**
 * Looks up a host the user declared as their own. A look-up is itself a contact, so only the door does it, after the
 * gate has cleared the request. One answer that may not be dialled spoils them all: a name that mixes them is lying.
 */
export async function resolveHost(host: string): Promise<Result<readonly string[], DoorFailure>> {
  let answers: readonly { readonly address: string }[];
  try {
    answers = await lookup(host.replace(/^\[|\]$/g, ""), { all: true });
  } catch {
    return err({ kind: "unreachable", code: "ENOTFOUND" });
  }
  const addresses = answers.map(({ address }) => address);
  const bad = addresses.find((address) => ["special", "loopback"].includes(addressClass(address)));
  return bad === undefined ? ok(addresses) : err({ kind: "addressRefused", address: bad });
}

/** Addresses of this machine's own interfaces, loopback included. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).map(({ address }) => address),
  );
}
