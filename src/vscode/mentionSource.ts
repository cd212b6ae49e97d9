import type { MentionRead } from "../chat/mentions.ts";
import type { MentionView } from "../protocol/messages.ts";

/** A suggestion with what reads it. */
export type Offer = Omit<MentionView, "id"> & {
  /** Tells it from every other one of its kind. */
  readonly key: string;
  readonly read: (signal: AbortSignal) => Promise<MentionRead>;
};

/** One kind of things that can be mentioned: what fits a few letters, the best first. */
export type MentionSource = (query: string, signal: AbortSignal) => Promise<readonly Offer[]>;
