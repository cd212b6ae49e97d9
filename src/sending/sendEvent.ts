import type { DoorFailure } from "../egress/doorFailure.ts";
import type { ProviderFailure, Usage } from "../providers/provider.ts";
import type { NoRoute } from "../routing/chooseRoute.ts";
import type { Route } from "../routing/route.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Destination } from "../terms/destination.ts";
import type { Refusal } from "../terms/refusal.ts";

/** Every way a send can come to nothing, or stop half-way. */
export type SendFailure = NoRoute | Refusal | DoorFailure | ProviderFailure;

/** A piece of an answer, or of what the model thinks before it. */
export type Spoken = {
  readonly kind: "text" | "thinking";
  readonly text: string;
  /** The log-probabilities of a text's tokens, where they were asked for and the server gives them. */
  readonly logprobs?: readonly number[];
};

/**
 * What happens while something is sent, in order: routed (again when the user turned to a model on this device), removed,
 * sending, loading, opened, thinking and text…, then end or failed. After fellBack it begins anew, for another model.
 */
export type SendEvent =
  | { readonly kind: "routed"; readonly route: Route }
  /** A server failed before a word had come, and the next model is tried. */
  | {
      readonly kind: "fellBack";
      readonly server: ProviderConfig;
      readonly model: string;
      readonly failure: SendFailure;
    }
  /** The request is cleared and leaves now. */
  | { readonly kind: "sending" }
  /** The server does not have the model in its memory: it has to load it before it can begin. */
  | { readonly kind: "loading" }
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
  /** What each text of an `embed` was turned into, in the order of the draft's messages. */
  | { readonly kind: "vectors"; readonly vectors: readonly (readonly number[])[] }
  | { readonly kind: "end"; readonly reason: "stop" | "length"; readonly usage: Usage }
  | {
      readonly kind: "failed";
      readonly failure: SendFailure;
      /** Seconds until a server that did not answer is asked again; absent for a person, for whom it is asked at once. */
      readonly againInS?: number;
      /** Labels of the servers that got it instead and failed as well. */
      readonly alsoSentTo?: readonly string[];
    };
