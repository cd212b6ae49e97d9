import type { DestinationClass } from "../terms/destination.ts";
import { addressClass } from "./addressClass.ts";

/**
 * The answer of a name server that spoils the whole look-up, if there is one. No name may lead to this machine's
 * loopback or to a special address; a name that mixes public and private answers is lying; and the machine around a
 * container or a subsystem has a private address. Asked anew for each request, so that a name that means something else
 * by now is judged by what it means now.
 */
export function refusedAnswer(found: DestinationClass, addresses: readonly string[]): string | undefined {
  const never = addresses.find((address) => ["special", "loopback"].includes(addressClass(address)));
  const open = addresses.find((address) => addressClass(address) === "public");
  const isMixed = addresses.some((address) => addressClass(address) !== "public");
  return never ?? (isMixed || found === "host" ? open : undefined);
}
