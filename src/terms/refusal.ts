import type { Destination } from "./destination.ts";
import type { Mode, ModeSetBy } from "./mode.ts";
import type { Screening } from "./screening.ts";
import type { FileSource } from "./source.ts";

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
  | {
      readonly kind: "needsConsent";
      readonly destination: Destination;
      readonly bodySha256: string;
      readonly screening: Screening;
    }
  /** The destination is allowed, but this very body seems to hold secrets, or could not be screened to its end. */
  | {
      readonly kind: "secretFound";
      readonly destination: Destination;
      readonly bodySha256: string;
      readonly screening: Screening;
    }
  /** A rule keeps the file from this destination, or from every one. */
  | {
      readonly kind: "sourceExcluded";
      readonly source: FileSource;
      readonly reach: "never" | "deviceOnly";
      /** The rule as written, and who made it in words a person reads. */
      readonly rule: string;
      readonly from: string;
      readonly destination: Destination;
    }
  /** Somebody was asked and said no. */
  | { readonly kind: "declined"; readonly destination: Destination }
  /** No server fetches or removes a model on behalf of a workspace that is not trusted. */
  | { readonly kind: "untrusted"; readonly destination: Destination }
  /** The name means a model in Ollama's cloud: there is nothing to fetch or to remove. */
  | { readonly kind: "cloudModel"; readonly model: string; readonly destination: Destination }
  /** It would go to a less safe place than the person was told when they sent it, or than the model it stands in for. */
  | { readonly kind: "fartherThanShown"; readonly destination: Destination }
  /** What it is for is only done on this device, in every mode, and the destination is not on it. */
  | { readonly kind: "taskStaysHere"; readonly destination: Destination }
  /** Drawbridge is paused for this workspace. */
  | { readonly kind: "paused" }
  /** The server does not list the model, so using it could make the server fetch or forward it. */
  | { readonly kind: "modelUnknown"; readonly model: string; readonly destination: Destination };
