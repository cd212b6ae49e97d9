import type { Door } from "../egress/door.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { LoadProvider } from "../providers/provider.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Task } from "../terms/task.ts";
import type { ConsentPort } from "./consentPort.ts";
import type { Surroundings } from "./evidence.ts";

/** What sending is built from: ports only, handed in by the composition root. */
export type SendingParts = Surroundings & {
  /** Configured providers, the built-in Ollama first. */
  readonly providers: () => readonly ProviderConfig[];
  /** The user's choice of model for a task. */
  readonly chosen: (task: Task) => ModelRef | undefined;
  readonly load: LoadProvider;
  readonly door: Door;
  readonly ledger: Ledger;
  readonly consent: ConsentPort;
  /** Name of the workspace, for the ledger. */
  readonly workspace: string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};
