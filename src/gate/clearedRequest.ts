import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ProviderPreset } from "../settings/providerPresets.ts";
import type { Destination } from "../terms/destination.ts";
import type { Errand } from "../terms/errand.ts";
import type { Source } from "../terms/source.ts";
import type { Task, Trigger } from "../terms/task.ts";
import type { WireRequest } from "./wireRequest.ts";

/** A source; an attached text with its size in bytes, that of a file with its SHA-256 in hex, too. */
export type SentSource = Source & { readonly bytes?: number; readonly sha256?: string };

/** What was taken out of a text, and how often. */
export type Redaction = { readonly label: string; readonly count: number };

/** What a cleared request is for: a task with the sources of its draft, or an errand, which has none. */
export type Purpose =
  | {
      readonly kind: "task";
      readonly task: Task;
      readonly model: string;
      readonly trigger: Trigger;
      readonly sources: readonly SentSource[];
      /** What the user had taken out before it was sent. */
      readonly redactions: readonly Redaction[];
    }
  | { readonly kind: "errand"; readonly errand: Errand };

/** The gate's word, which the door checks again. */
export type Permit = {
  /** SHA-256 of the body, in hex. */
  readonly bodySha256: string;
  readonly destination: Destination;
  /** The only addresses that may be dialled; empty for a name that may be looked up and is judged again then. */
  readonly dial: readonly string[];
  /** Whether those are addresses of this machine's own interfaces: then both ends have to be this machine. */
  readonly own: boolean;
  /** The policy epoch it was given in. */
  readonly epoch: number;
  /** What made it possible: `kept` is a grant given earlier, `errand` that it is one to loopback. */
  readonly grant: "mode" | "confirmed" | "named" | "consent" | "kept" | "errand";
  /** Which grant, when it was a kept one. */
  readonly grantId?: string;
};

declare const cleared: unique symbol;

/** The only thing the door accepts. Only the gate makes one: the brand is not exported. */
export type ClearedRequest = {
  readonly provider: ProviderConfig;
  readonly purpose: Purpose;
  readonly wire: WireRequest;
  readonly permit: Permit;
  /** How this kind of provider wants to be asked. */
  readonly manners: Pick<ProviderPreset, "key" | "keyHeader" | "headers">;
  readonly [cleared]: true;
};
