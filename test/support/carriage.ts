import type { Carriage } from "../../src/egress/transport.ts";

/** A question for the version of a server on this machine, as the door would hand it to a transport. */
export function carriage(origin: string, changes: Partial<Carriage> = {}): Carriage {
  return {
    origin,
    method: "GET",
    path: "/api/version",
    body: new Uint8Array(),
    headers: {},
    dial: ["127.0.0.1"],
    own: false,
    connectMs: 5_000,
    onConnected: () => undefined,
    signal: new AbortController().signal,
    ...changes,
  };
}
