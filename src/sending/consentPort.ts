import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { Destination } from "../terms/destination.ts";
import type { Task } from "../terms/task.ts";

/** For how long a yes holds. */
export const keeps = ["once", "conversation", "window", "day", "workspace"] as const;

/** One of {@link keeps}. */
export type Keep = (typeof keeps)[number];

/** A possible secret in what would leave, and where it stands when that is known. */
export type ReviewFinding = {
  readonly id: string;
  /** What kind it looks like: `Stripe key`. */
  readonly label: string;
  /** `rates.ts:12`. */
  readonly where?: string;
  readonly secret: string;
};

/** What a person is shown before a send that needs their consent. */
export type ReviewRequest = {
  readonly destination: Destination;
  /** The provider's label. */
  readonly provider: string;
  readonly model: string;
  readonly task: Task;
  /** The exact method, path and bytes. */
  readonly wire: WireRequest;
  /** The parts with their sources, for the readable list. */
  readonly draft: Draft;
  readonly findings: readonly ReviewFinding[];
  /** False when the screening for secrets ran out of time. */
  readonly screenedWhole: boolean;
  /** Which of the {@link keeps} can be offered here. */
  readonly keeps: readonly Keep[];
  /** A model on this device that could answer instead. */
  readonly deviceModel?: string;
};

/** What a person decided. After `redact` and `remove` they are asked again, with the new body. */
export type ReviewAnswer =
  | { readonly kind: "send"; readonly keep: Keep }
  | {
      readonly kind: "redact";
      readonly secrets: readonly { readonly secret: string; readonly label: string }[];
    }
  /** Leave a file out. */
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
