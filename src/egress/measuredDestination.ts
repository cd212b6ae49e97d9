import { addressClass } from "../destinations/addressClass.ts";
import type { Destination } from "../terms/destination.ts";

/**
 * A cleared destination after the peer is known. What was measured is added to the evidence; a declared host that turns
 * out to have a public address is shown as cloud.
 */
export function measuredDestination(cleared: Destination, address: string): Destination {
  if (address === "notObservable") {
    const proof = `carried by the editor's own fetch over https, which verifies the certificate of ${cleared.host}; the address is not observable`;
    return { ...cleared, evidence: [...cleared.evidence, proof] };
  }
  const isPublic = cleared.class === "network" && addressClass(address) === "public";
  return {
    ...cleared,
    ...(isPublic && { class: "cloud" as const }),
    evidence: [...cleared.evidence, `connected to ${address}`],
  };
}
