import type { Logger } from "../base/logger.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Keys } from "./requestHeaders.ts";
import type { Transport } from "./transport.ts";

/** What the door is built from. */
export type DoorParts = {
  /** Our own sockets, loaded when first needed. */
  readonly direct: () => Promise<Transport>;
  /** The editor's own fetch, for clouds. */
  readonly editor: Transport;
  readonly ledger: Ledger;
  readonly policy: PolicyWatch;
  readonly keys: Keys;
  readonly log: Logger;
  /** Name of the workspace, for the ledger. */
  readonly workspace: string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};
