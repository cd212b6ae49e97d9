/** How far the bridge is down for a workspace, strictest first. */
export const modes = ["onDevice", "network", "ask", "cloud"] as const;

/** One of {@link modes}. */
export type Mode = (typeof modes)[number];

const labels: { readonly [M in Mode]: string } = {
  onDevice: "On this device",
  network: "My network",
  ask: "Ask before cloud",
  cloud: "Cloud allowed",
};

/** The words a person sees for a mode. */
export function modeLabel(mode: Mode): string {
  return labels[mode];
}

/** Who set the mode in force; the strictest of all wishes wins. */
export type ModeSetBy = "default" | "you" | "ceiling" | "repository" | "untrusted";

const setByWords: { readonly [S in ModeSetBy]: string } = {
  default: "your default",
  you: "your choice",
  ceiling: "your ceiling for every workspace (drawbridge.privacy.ceiling)",
  repository: "this project's own request",
  untrusted: "this workspace not being trusted",
};

/** Who set the mode in force, as the end of a sentence. */
export function setByLabel(setBy: ModeSetBy): string {
  return setByWords[setBy];
}

/** Whether a mode set by them is held: the user cannot choose a looser one for the workspace. */
export function isHeld(setBy: ModeSetBy): boolean {
  return setBy !== "you" && setBy !== "default";
}

/** Whether a value from outside names a mode. */
export function isMode(value: unknown): value is Mode {
  return modes.some((mode) => mode === value);
}

/** The strictest of several modes; `cloud`, the loosest, when none is given. */
export function strictest(candidates: readonly Mode[]): Mode {
  return modes.find((mode) => candidates.includes(mode)) ?? "cloud";
}
