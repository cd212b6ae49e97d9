import { createChores, type Chores } from "./chores.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Question } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import { createErrands, errandRefusal, type RunErrand } from "./errands.ts";
import { createSending, type Sending } from "./send.ts";
import type { SendingParts } from "./sendingParts.ts";
import { Servers } from "./servers.ts";

/** The one send, and what is known about the servers it goes to. */
export type OpenSending = {
  readonly parts: SendingParts;
  readonly servers: Servers;
  readonly sending: Sending;
  readonly chores: Chores;
  /** Asks a server what carries no text of the user's; what is learned that way is nobody's but the caller's. */
  readonly run: RunErrand;
  /** What the gate would say to a question, from what is known now. Asks nobody and records nothing. */
  readonly questionRefusal: (question: Question, provider: ProviderConfig) => Refusal | undefined;
};

/** Puts the pieces of sending together. */
export function openSending(parts: SendingParts): OpenSending {
  const { clock, now, networkAddresses } = parts;
  const run = createErrands(parts);
  const servers = new Servers({ run, networkAddresses, clock, now });
  return {
    parts,
    servers,
    sending: createSending(parts, servers),
    chores: createChores(parts),
    run,
    questionRefusal: (question, provider) => errandRefusal(question, provider, parts),
  };
}
