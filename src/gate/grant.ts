import type { Keep } from "../terms/keep.ts";
import type { RoamingTask, Task } from "../terms/task.ts";

/** For how long a yes holds beyond the send it was given to. */
export type GrantTerm =
  | { readonly kind: "conversation"; readonly conversation: string }
  | { readonly kind: "window" }
  /** Until a moment, in milliseconds since 1970. */
  | { readonly kind: "until"; readonly atMs: number }
  | { readonly kind: "workspace" };

/** A recorded consent of this workspace: one provider's origin may be used for some tasks without asking again. */
export type Grant = {
  readonly id: string;
  /** As `consentOrigin` writes it. */
  readonly origin: string;
  /** The host a person knows it by. */
  readonly host: string;
  readonly tasks: readonly RoamingTask[];
  readonly term: GrantTerm;
  /** When it was given, in milliseconds since 1970. */
  readonly givenMs: number;
};

/** A yes that shall hold for longer than the send it was given to. */
export type GrantWish = Pick<Grant, "origin" | "host" | "tasks"> & {
  readonly keep: Exclude<Keep, "once">;
  /** The conversation it was given in, if in one. */
  readonly conversation: string | undefined;
};

/** What a grant has to cover. */
export type GrantUse = {
  readonly origin: string;
  readonly task: Task;
  /** Set for a chat. */
  readonly conversation: string | undefined;
  readonly nowMs: number;
};

/**
 * Whether the time of a grant is over. Nobody took it back then: what went under it before may end, and nothing new
 * begins.
 */
export function hasRunOut({ term }: Grant, nowMs: number): boolean {
  return term.kind === "until" && nowMs >= term.atMs;
}

/** Whether a grant covers a use now. A clock set back before the grant was given makes it cover nothing. */
export function covers(grant: Grant, use: GrantUse): boolean {
  const { origin, tasks, term, givenMs } = grant;
  if (origin !== use.origin || !tasks.some((task) => task === use.task) || use.nowMs < givenMs) return false;
  return term.kind === "conversation" ? term.conversation === use.conversation : !hasRunOut(grant, use.nowMs);
}
