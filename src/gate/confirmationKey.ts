import type { Destination } from "../terms/destination.ts";

/**
 * What a confirmation is remembered under: the remote authority for a window that runs elsewhere, otherwise the class
 * and the exact origin, so that a confirmed "may forward" never covers a host of another class.
 */
export function confirmationKey(destination: Destination): string {
  return destination.class === "remoteDevice"
    ? `remoteDevice ${destination.host}`
    : `${destination.class} ${destination.origin}`;
}
