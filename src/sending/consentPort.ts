import type { Destination } from "../terms/destination.ts";
import type { Source } from "../terms/source.ts";

/** What a person is shown before a send that needs their consent. */
export type ReviewRequest = {
  readonly destination: Destination;
  readonly model: string;
  /** Size of the body in bytes. */
  readonly bytes: number;
  readonly sources: readonly Source[];
};

/** Asks a person. No model, tool, setting or other extension can answer. */
export type ConsentPort = {
  /** Asks whether a destination may be used, and remembers a yes under `key`. */
  confirm(destination: Destination, key: string): Promise<boolean>;
  /** Asks about this one send; a yes is not remembered. */
  review(request: ReviewRequest): Promise<boolean>;
};
