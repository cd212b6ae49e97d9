import { createErrands } from "./errands.ts";
import { createSending, type Sending } from "./send.ts";
import type { SendingParts } from "./sendingParts.ts";
import { Servers } from "./servers.ts";

/** The one send, and what is known about the servers it goes to. */
export type OpenSending = {
  readonly parts: SendingParts;
  readonly servers: Servers;
  readonly sending: Sending;
};

/** Puts the pieces of sending together. */
export function openSending(parts: SendingParts): OpenSending {
  const { clock, now, networkAddresses } = parts;
  const servers = new Servers({ run: createErrands(parts), networkAddresses, clock, now });
  return { parts, servers, sending: createSending(parts, servers) };
}
