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

/** Whether a value from outside names a mode. */
export function isMode(value: unknown): value is Mode {
  return modes.some((mode) => mode === value);
}

/** The strictest of several modes; `cloud`, the loosest, when none is given. */
export function strictest(candidates: readonly Mode[]): Mode {
  return modes.find((mode) => candidates.includes(mode)) ?? "cloud";
}
