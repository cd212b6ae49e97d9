import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { Destination } from "../terms/destination.ts";
import type { Keep } from "../terms/keep.ts";
import type { KnownSecret, SecretFinding } from "../terms/screening.ts";
import type { Task } from "../terms/task.ts";

/** A possible secret in what would leave, with where it stands (`rates.ts:12`) when that is known. */
export type ReviewFinding = Omit<SecretFinding, "rule"> & { readonly where?: string };

/** What a person is shown before a send that needs their consent. */
export type ReviewRequest = {
  readonly destination: Destination;
  /** The label of the provider. */
  readonly provider: string;
  readonly model: string;
  readonly task: Task;
  /** The exact bytes, method and path. */
  readonly wire: WireRequest;
  /** The parts the body was made from, with their sources. */
  readonly draft: Draft;
  readonly findings: readonly ReviewFinding[];
  /** False when screening ran out of time or not all known secrets were compared: some may not have been found. */
  readonly screenedWhole: boolean;
  /** For how long a yes may be offered to hold. */
  readonly keeps: readonly Keep[];
  /** A model on this device that could answer instead. */
  readonly deviceModel?: string;
};

/** What the person decided. After `redact` and `remove` they are asked again, about the new body. */
export type ReviewAnswer =
  | { readonly kind: "send"; readonly keep: Keep }
  | { readonly kind: "redact"; readonly secrets: readonly KnownSecret[] }
  | { readonly kind: "remove"; readonly uri: string }
  | { readonly kind: "onDevice" }
  | { readonly kind: "cancel" };

/** Asks a person. No model, tool, setting or other extension can answer. */
export type ConsentPort = {
  /** Asks whether a destination may be used, and remembers a yes under `key`. */
  confirm(destination: Destination, key: string): Promise<boolean>;
  /**
   * Asks about this one send. `signal` aborts when the send was stopped meanwhile: the view closes and the answer is
   * `cancel`. It also tells sends apart: a send that asks again hands in the same one, and is shown in the same view.
   */
  review(request: ReviewRequest, signal: AbortSignal): Promise<ReviewAnswer>;
};
