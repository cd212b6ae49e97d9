import { say } from "./words.ts";

/** How far the bridge is down for a workspace, strictest first. */
export const modes = ["onDevice", "network", "ask", "cloud"] as const;

/** One of {@link modes}. */
export type Mode = (typeof modes)[number];

const labels: { readonly [M in Mode]: () => string } = {
  onDevice: () => say("On this device"),
  network: () => say("My network"),
  ask: () => say("Ask before cloud"),
  cloud: () => say("Cloud allowed"),
};

/** The words a person sees for a mode. */
export function modeLabel(mode: Mode): string {
  return labels[mode]();
}

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

const setByWords: { readonly [S in ModeSetBy]: () => string } = {
  default: () => say("your default"),
  you: () => say("your choice"),
  unreadableChoice: () => say("an earlier choice of yours that cannot be read"),
  ceiling: () => say("your ceiling for every workspace (drawbridge.privacy.ceiling)"),
  repository: () => say("this project's own request"),
  repositoryFile: () => say("this project's .drawbridge/policy.json"),
  administrator: () => say("your administrator's policy file"),
  yourPolicyFile: () => say("your own policy file on this machine"),
  machinePolicyFile: () => say("this machine's policy file"),
  unreadablePolicy: () => say("a policy file that cannot be read"),
  pendingPolicy: () => say("a policy file that is still being read"),
  untrusted: () => say("this workspace not being trusted"),
};

/** Who set the mode in force, as the end of a sentence. */
export function setByLabel(setBy: ModeSetBy): string {
  return setByWords[setBy]();
}

/** Whether a mode set by them is held: the user cannot choose a looser one for the workspace. */
export function isHeld(setBy: ModeSetBy): boolean {
  return setBy !== "you" && setBy !== "default" && setBy !== "unreadableChoice";
}

/** Whether a value from outside names a mode. */
export function isMode(value: unknown): value is Mode {
  return modes.some((mode) => mode === value);
}

/** The strictest of several modes; `cloud`, the loosest, when none is given. */
export function strictest(candidates: readonly Mode[]): Mode {
  return modes.find((mode) => candidates.includes(mode)) ?? "cloud";
}
