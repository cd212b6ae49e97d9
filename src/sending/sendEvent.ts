import type { DoorFailure } from "../egress/doorFailure.ts";
import type { ProviderFailure, Usage } from "../providers/provider.ts";
import type { NoRoute } from "../routing/chooseRoute.ts";
import type { Route } from "../routing/route.ts";
import type { Destination } from "../terms/destination.ts";
import type { Refusal } from "../terms/refusal.ts";

/** Every way a send can come to nothing, or stop half-way. */
export type SendFailure = NoRoute | Refusal | DoorFailure | ProviderFailure;

/** A piece of an answer, or of what the model thinks before it. */
export type Spoken = { readonly kind: "text" | "thinking"; readonly text: string };

/** What happens while something is sent, in order: routed (again when the user turned to a model on this device), removed, opened, thinking and text…, then end or failed. */
export type SendEvent =
  | { readonly kind: "routed"; readonly route: Route }
  /** The user left these files out, by URI, before it was sent. */
  | { readonly kind: "removed"; readonly uris: readonly string[] }
  /** The request has left and, `firstByteMs` later, the answer begins; the destination is the measured one. */
  | {
      readonly kind: "opened";
      readonly destination: Destination;
      readonly record: string;
      readonly firstByteMs: number;
    }
  | Spoken
  | { readonly kind: "end"; readonly reason: "stop" | "length"; readonly usage: Usage }
  | { readonly kind: "failed"; readonly failure: SendFailure };
