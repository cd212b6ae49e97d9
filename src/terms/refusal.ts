import type { Destination } from "./destination.ts";
import type { Mode, ModeSetBy } from "./mode.ts";

/** Why the gate said no. */
export type Refusal =
  /** The mode of this workspace, which `setBy` set, forbids the destination. */
  | {
      readonly kind: "modeForbids";
      readonly mode: Mode;
      readonly setBy: ModeSetBy;
      readonly destination: Destination;
    }
  /** The destination is never allowed, in any mode. */
  | { readonly kind: "destinationBlocked"; readonly destination: Destination }
  /** The destination needs the user's confirmation, once. */
  | { readonly kind: "needsConfirmation"; readonly destination: Destination; readonly key: string }
  /** This very body needs the user's consent. */
  | { readonly kind: "needsConsent"; readonly destination: Destination; readonly bodySha256: string }
  /** Somebody was asked and said no. */
  | { readonly kind: "declined"; readonly destination: Destination }
  /** Drawbridge is paused for this workspace. */
  | { readonly kind: "paused" }
  /** The server does not list the model, so using it could make the server fetch or forward it. */
  | { readonly kind: "modelUnknown"; readonly model: string; readonly destination: Destination };
