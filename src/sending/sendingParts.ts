import type { Logger } from "../base/logger.ts";
import type { PathVerdict } from "../context/pathVerdict.ts";
import type { Door } from "../egress/door.ts";
import type { GrantWish } from "../gate/grant.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LoadProvider } from "../providers/provider.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { KnownSecrets } from "../terms/screening.ts";
import type { Task } from "../terms/task.ts";
import type { ConsentPort } from "./consentPort.ts";
import type { Surroundings } from "./evidence.ts";

/** What sending is built from: ports only, handed in by the composition root. */
export type SendingParts = Surroundings & {
  /** Configured providers, the built-in Ollama first. */
  readonly providers: () => readonly ProviderConfig[];
  /** Addresses of this machine under which others may reach it. */
  readonly networkAddresses: () => readonly string[];
  /** The user's choice of model for a task. */
  readonly chosen: (task: Task) => ModelRef | undefined;
  /** The models to use instead, in order, when the server of the chosen one fails. */
  readonly alternatives: (task: Task) => readonly ModelRef[];
  readonly load: LoadProvider;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly consent: ConsentPort;
  /** Keeps a yes for longer than the send it was given to. */
  readonly keepGrant: (wish: GrantWish) => Promise<void>;
  /** What the path rules say of a file. */
  readonly judgePath: (uri: string) => Promise<PathVerdict>;
  /** Secrets of the workspace's own; read only when something would leave this device. */
  readonly knownSecrets: () => Promise<KnownSecrets>;
  /** Name of the workspace, for the ledger. */
  readonly workspace: string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly log: Pick<Logger, "error">;
};
