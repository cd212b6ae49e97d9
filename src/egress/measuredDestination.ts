import { addressClass } from "../destinations/addressClass.ts";
import type { Destination, DestinationClass } from "../terms/destination.ts";
import { say } from "../terms/words.ts";

/** What a cleared class is shown as once the peer's address is known. */
export function measuredClass(cleared: DestinationClass, address: string): DestinationClass {
  return cleared === "network" && addressClass(address) === "public" ? "cloud" : cleared;
}

/**
 * A cleared destination after the peer is known. What was measured is added to the evidence; a declared host that turns
 * out to have a public address is shown as cloud.
 */
export function measuredDestination(cleared: Destination, address: string): Destination {
  if (address === "notObservable") {
    const proof = say(
      "carried by the editor's own fetch over https, which verifies the certificate of {0}; the address is not observable",
      cleared.host,
    );
    return { ...cleared, evidence: [...cleared.evidence, proof] };
  }
  return {
    ...cleared,
    class: measuredClass(cleared.class, address),
    evidence: [...cleared.evidence, say("connected to {0}", address)],
  };
}
