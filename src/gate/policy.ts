import type { Event } from "../base/event.ts";
import type { Mode, ModeSetBy } from "../terms/mode.ts";
import type { Grant } from "./grant.ts";

/** What the user allows in this workspace right now. A snapshot: every change makes a new one with a higher epoch. */
export type Policy = {
  /** Grows with every change; a permit of an earlier epoch opens nothing. */
  readonly epoch: number;
  readonly mode: Mode;
  readonly setBy: ModeSetBy;
  /** The loosest mode the user could choose here, and who sees to that; `cloud` when nobody does. */
  readonly cap: { readonly mode: Mode; readonly setBy: ModeSetBy };
  readonly paused: boolean;
  /** Keys of destinations the user has confirmed, as {@link confirmationKey} writes them. */
  readonly confirmed: ReadonlySet<string>;
  /** Origins of cloud providers the user named for this workspace in mode `cloud`. */
  readonly namedOrigins: ReadonlySet<string>;
  /** Consents kept for longer than one send; some may have run out. */
  readonly grants: readonly Grant[];
};

/** Who keeps the mode from being looser: the user can only change it when that is themselves. */
export function heldBy({ mode, setBy, cap }: Pick<Policy, "mode" | "setBy" | "cap">): ModeSetBy {
  return cap.mode === mode && mode !== "cloud" ? cap.setBy : setBy;
}

/** The policy in force and word of every change. */
export type PolicyWatch = {
  current(): Policy;
  readonly onDidChange: Event<Policy>;
};
