import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Destination } from "../terms/destination.ts";
import type { Errand } from "../terms/errand.ts";
import type { Source } from "../terms/source.ts";
import type { Task, Trigger } from "../terms/task.ts";
import type { WireRequest } from "./wireRequest.ts";

/** A source with the size in bytes and the SHA-256 of the text that was taken from it, where they are known. */
export type SentSource = Source & { readonly bytes?: number; readonly sha256?: string };

/** What was taken out of a text, and how often. */
export type Redaction = { readonly label: string; readonly count: number };

/** What a cleared request is for: a task with the sources of its draft, or an errand, which has none. */
export type Purpose =
  | {
      readonly kind: "task";
      readonly task: Task;
      readonly model: string;
      readonly sources: readonly SentSource[];
      readonly trigger?: Trigger;
      /** What was taken out of the text before it became bytes. */
      readonly redactions?: readonly Redaction[];
    }
  | { readonly kind: "errand"; readonly errand: Errand };

/** The gate's word, which the door checks again. */
export type Permit = {
  /** SHA-256 of the body, in hex. */
  readonly bodySha256: string;
  readonly destination: Destination;
  /** The only addresses that may be dialled; empty for a name that may be looked up and is judged again then. */
  readonly dial: readonly string[];
  /** The policy epoch it was given in. */
  readonly epoch: number;
  /** What made it possible: `mode`, `confirmed`, `named`, `consent`, or `errand` for a loopback errand. */
  readonly grant: "mode" | "confirmed" | "named" | "consent" | "errand";
  /** The kept consent that made it possible. */
  readonly grantId?: string;
};

declare const cleared: unique symbol;

/** The only thing the door accepts. Only the gate makes one: the brand is not exported. */
export type ClearedRequest = {
  readonly provider: ProviderConfig;
  readonly purpose: Purpose;
  readonly wire: WireRequest;
  readonly permit: Permit;
  readonly [cleared]: true;
};
