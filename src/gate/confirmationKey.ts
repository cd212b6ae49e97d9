import type { Destination } from "../terms/destination.ts";

/** What the confirmation of a whole machine is remembered under: the one that the window is connected to. */
export function machineKey(authority: string): string {
  return `remoteDevice ${authority}`;
}

/**
 * What a confirmation is remembered under: the class and the exact origin, and in a window that runs elsewhere the
 * machine it runs on, where the same address is another server. Only a machine whose server was found not to forward is
 * confirmed as a whole; every server on it that may forward is confirmed by itself.
 */
export function confirmationKey({ class: kind, origin, authority, mayForward }: Destination): string {
  if (authority === undefined) return `${kind} ${origin}`;
  return kind === "remoteDevice" && !mayForward ? machineKey(authority) : `${kind} ${origin} at ${authority}`;
}
