import { createErrands, type RunErrand } from "./errands.ts";
import { createSending, type Sending } from "./send.ts";
import type { SendingParts } from "./sendingParts.ts";
import { Servers } from "./servers.ts";

/** The one send, and what is known about the servers it goes to. */
export type OpenSending = {
  readonly parts: SendingParts;
  readonly servers: Servers;
  readonly sending: Sending;
  /** Asks a server what carries no text of the user's. */
  readonly run: RunErrand;
};

/** Puts the pieces of sending together. */
export function openSending(parts: SendingParts): OpenSending {
  const { clock, now, networkAddresses } = parts;
  const run = createErrands(parts);
  const servers = new Servers({ run, networkAddresses, clock, now });
  return { parts, servers, run, sending: createSending(parts, servers) };
}
