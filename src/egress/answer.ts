import type { Destination } from "../terms/destination.ts";

/** How a request ended, in the words of the ledger, with what the server counted. */
export type Ending = {
  /** `done`, or the kind of failure. */
  readonly outcome: string;
  readonly promptTokens?: number;
  readonly answerTokens?: number;
};

/** An answer that has begun. Whoever opened it must close it, so that its end is recorded. */
export type Answer = {
  /** Id of its records in the ledger. */
  readonly record: string;
  readonly status: number;
  /** Milliseconds from sending to the head of the answer. */
  readonly firstByteMs: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where it really went, with the address that was dialled. */
  readonly destination: Destination;
  /** Throws a `DoorError` when it ends early. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes the connection and records the end; later calls do nothing. */
  readonly close: (ending: Ending) => void;
};

/** Data on the move, for the indicator: fired when a request leaves and when its answer has ended. */
export type Movement = {
  /** `connected`: the destination is the measured one from here on. */
  readonly phase: "started" | "connected" | "ended";
  readonly id: string;
  readonly destination: Destination;
  /** `chat`, `completion`, `errand:list`. */
  readonly purpose: string;
  /** Absent for an errand. */
  readonly model?: string;
  /** Size of the body in bytes. */
  readonly bytes: number;
};
