import type { Event } from "../base/event.ts";
import type { Mode } from "../terms/mode.ts";
import type { Grant } from "./grant.ts";

/** Who set the mode in force; the strictest of all wishes wins. */
export type ModeSetBy =
  | "default"
  | "you"
  /** A choice of the user's that is stored and cannot be read any more. */
  | "unreadableChoice"
  | "ceiling"
  /** The project's settings. */
  | "repository"
  /** The project's `.drawbridge/policy.json`. */
  | "repositoryFile"
  | "administrator"
  /** The machine's policy file, where the user could write it. */
  | "yourPolicyFile"
  /** The machine's policy file, where nobody can tell who could write it. */
  | "machinePolicyFile"
  | "unreadablePolicy"
  /** A policy file that was not read yet. */
  | "pendingPolicy"
  | "untrusted";

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
  /** Consents kept for longer than one send; some may have run out. */
  readonly grants: readonly Grant[];
};

/** The policy in force and word of every change. */
export type PolicyWatch = {
  current(): Policy;
  readonly onDidChange: Event<Policy>;
};
