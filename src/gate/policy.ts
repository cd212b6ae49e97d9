import type { Event } from "../base/event.ts";
import type { Mode, ModeSetBy } from "../terms/mode.ts";

/** What the user allows in this workspace right now. A snapshot: every change makes a new one with a higher epoch. */
export type Policy = {
  /** Grows with every change; a permit of an earlier epoch opens nothing. */
  readonly epoch: number;
  readonly mode: Mode;
  readonly setBy: ModeSetBy;
  readonly paused: boolean;
  /** Keys of destinations the user has confirmed, as {@link confirmationKey} writes them. */
  readonly confirmed: ReadonlySet<string>;
  /** Origins of cloud providers the user named for this workspace in mode `cloud`. */
  readonly namedOrigins: ReadonlySet<string>;
};

/** The policy in force and word of every change. */
export type PolicyWatch = {
  current(): Policy;
  readonly onDidChange: Event<Policy>;
};
