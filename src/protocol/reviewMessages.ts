import type { DestinationView } from "./messages.ts";

/** One source of what would leave, and its text as it would leave. */
export type ReviewRowView = {
  readonly id: string;
  /** `Your question`, or the whole path of a file. */
  readonly label: string;
  /** `lines 40–96`, `whole file`; empty when there is nothing to say. */
  readonly detail: string;
  /** `2.1 KB`; empty when no text of it is sent. */
  readonly size: string;
  readonly texts: readonly string[];
  /** Pictures as addresses that hold them whole: their bytes are those that would leave. */
  readonly pictures: readonly string[];
  /** Whether it can be left out. */
  readonly removable: boolean;
};

/** Everything that will be on the wire, as text. */
export type ExactView = {
  /** `POST /v1/chat/completions`. */
  readonly request: string;
  readonly body: string;
  /** `9.1 KB`. */
  readonly size: string;
  /** What goes along with it. */
  readonly note: string;
};

/** A way to say yes. */
export type OfferView = {
  /** What the host calls it. */
  readonly keep: string;
  readonly label: string;
  readonly detail: string;
};

/** What a person is asked about; it does not change while they decide. */
export type ReviewView = {
  /** Random, so that no answer can be meant for another question. */
  readonly id: string;
  readonly title: string;
  /** `about 3,120 tokens`. */
  readonly tokens: string;
  readonly destination: DestinationView;
  /** `OpenAI · gpt-5-mini · chat`. */
  readonly route: string;
  readonly rows: readonly ReviewRowView[];
  /** Why what is shown about secrets may not be everything. */
  readonly warning?: string;
  readonly exact: ExactView;
  /** The ways to say yes, the first on the button itself; never empty. */
  readonly offers: readonly [OfferView, ...(readonly OfferView[])];
  /** The model on this device that could answer instead. */
  readonly deviceModel?: string;
  /** What is said to a press that came too soon to be meant. */
  readonly tooSoon: string;
};

/** A possible secret, and whether it was decided to leave it as it is. */
export type FindingView = {
  readonly id: string;
  /** `Possible secret in rates.ts:12 (Stripe key)`. */
  readonly label: string;
  /** How it begins. */
  readonly preview: string;
  readonly kept: boolean;
};

/** How far a person is with deciding. */
export type DecisionsView = {
  readonly findings: readonly FindingView[];
  /** Why it cannot be sent yet: what the button says, and what to do. */
  readonly first?: { readonly label: string; readonly reason: string };
  /** What is being done after a decision that changes what would leave; nothing can be decided meanwhile. */
  readonly waiting?: string;
};

/** Host to view. `review` replaces everything; `decisions` says how far the same question is. */
export type ToReviewView =
  | { readonly type: "review"; readonly review: ReviewView; readonly decisions: DecisionsView }
  | { readonly type: "decisions"; readonly review: string; readonly decisions: DecisionsView };

/** View to host. Everything but `ready` names the question that it answers. */
export type FromReviewView =
  | { readonly type: "ready" }
  | { readonly type: "send"; readonly review: string; readonly keep: string }
  | { readonly type: "redact"; readonly review: string; readonly findings: readonly string[] }
  | { readonly type: "keep"; readonly review: string; readonly finding: string }
  | { readonly type: "remove"; readonly review: string; readonly row: string }
  | { readonly type: "onDevice"; readonly review: string }
  | { readonly type: "cancel"; readonly review: string }
  /** Puts the exact body into the clipboard. */
  | { readonly type: "copy"; readonly review: string };
