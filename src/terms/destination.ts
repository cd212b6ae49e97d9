import type { Mode } from "./mode.ts";
import { say } from "./words.ts";

/** Every place a request can really go, from the safest to the one that is never allowed. */
export const destinationClasses = [
  "device",
  "unverified",
  "host",
  "remoteDevice",
  "network",
  "cloud",
  "cloudViaDevice",
  "blocked",
] as const;

/** One of {@link destinationClasses}. */
export type DestinationClass = (typeof destinationClasses)[number];

/** Where one request goes and why we say so. */
export type Destination = {
  readonly class: DestinationClass;
  /** What is dialled: `scheme://host:port`, lower case, port always written. */
  readonly origin: string;
  /** The host a person should think of: `localhost:11434`, `api.openai.com`, or the host behind the server. */
  readonly host: string;
  /** What was observed, one plain sentence each, for the hover. */
  readonly evidence: readonly string[];
  /** Whether the user declared the host as their own. A public one is allowed like `network` and shown as cloud. */
  readonly declared: boolean;
  /**
   * Nothing tells whether the server there forwards what it is sent. Kept apart from the class, which says where the
   * server is: it may forward from another machine as well.
   */
  readonly mayForward: boolean;
  /** The machine that stands before the cloud of {@link host}, when that is not this device. */
  readonly via?: string;
  /** What the window is connected to, when Drawbridge runs there: the same address means another machine there. */
  readonly authority?: string;
};

/** What the class × mode table says before any consent is looked at. */
export type Allowance = "yes" | "confirm" | "review" | "never";

const onceConfirmed = { onDevice: "confirm", network: "confirm", ask: "confirm", cloud: "confirm" } as const;
const reviewed = { onDevice: "never", network: "never", ask: "review", cloud: "review" } as const;
const table: { readonly [C in DestinationClass]: { readonly [M in Mode]: Allowance } } = {
  device: { onDevice: "yes", network: "yes", ask: "yes", cloud: "yes" },
  unverified: onceConfirmed,
  host: onceConfirmed,
  remoteDevice: onceConfirmed,
  network: { onDevice: "never", network: "confirm", ask: "confirm", cloud: "confirm" },
  cloud: reviewed,
  cloudViaDevice: reviewed,
  blocked: { onDevice: "never", network: "never", ask: "never", cloud: "never" },
};

/**
 * The class × mode table. `confirm`: once per destination; `review`: each send, unless the user named the
 * destination for this workspace in mode `cloud`.
 */
export function allowance(destination: Pick<Destination, "class" | "declared">, mode: Mode): Allowance {
  return table[destination.class === "cloud" && destination.declared ? "network" : destination.class][mode];
}

/** What of a destination says how safe it is. */
export type Reach = Pick<Destination, "class" | "mayForward">;

/** Whether one place is less safe than another: a worse class, or of the same class one that may forward. */
export function isFarther(one: Reach, other: Reach): boolean {
  const [a, b] = [destinationClasses.indexOf(one.class), destinationClasses.indexOf(other.class)];
  return a > b || (a === b && one.mayForward && !other.mayForward);
}

/** The safer of two places. */
export function nearer(one: Reach, other: Reach): Reach {
  return isFarther(one, other) ? other : one;
}

/** Whether a send to this class takes text off the machine the extension host runs on, or may. */
export function leavesDevice(destination: DestinationClass): boolean {
  return destination !== "device";
}

/**
 * Whether text that may not leave the device may go there: a server on the machine that Drawbridge runs on, where the
 * file is, which does not forward as far as it reports.
 */
export function staysHere(destination: Pick<Destination, "class" | "mayForward">): boolean {
  return (destination.class === "device" || destination.class === "remoteDevice") && !destination.mayForward;
}

/** Whether what goes there is screened for secrets: another computer, the user's own or not. */
export function isScreened(destination: DestinationClass): boolean {
  return destination === "network" || isCloud(destination);
}

/** Whether a send to this class reaches somebody else's computer. */
export function isCloud(destination: DestinationClass): boolean {
  return destination === "cloud" || destination === "cloudViaDevice";
}

/** The codicon of a class; the same one everywhere. */
export type DestinationIcon = "lock" | "plug" | "server" | "remote" | "vm" | "cloud-upload" | "error";

const icons: { readonly [C in DestinationClass]: DestinationIcon } = {
  device: "lock",
  unverified: "plug",
  host: "vm",
  remoteDevice: "remote",
  network: "server",
  cloud: "cloud-upload",
  cloudViaDevice: "cloud-upload",
  blocked: "error",
};

/** The codicon name for a class. */
export function destinationIcon(destination: DestinationClass): DestinationIcon {
  return icons[destination];
}

/** What the words for a destination are made from; a record of an earlier version lacks the optional parts. */
type Labelled = Pick<Destination, "class" | "host"> & {
  readonly mayForward?: boolean | undefined;
  readonly via?: string | undefined;
};

/** A place and, where it is so, that it may forward. */
function placed(place: string, { mayForward }: Labelled): string {
  return mayForward === true ? say("{0} · may forward", place) : place;
}

const labels: { readonly [C in DestinationClass]: (destination: Labelled) => string } = {
  device: () => say("On device"),
  unverified: ({ host }) => say("{0} · may forward", host),
  host: (destination) => placed(say("Host machine {0}", destination.host), destination),
  remoteDevice: (destination) => placed(say("On {0}", destination.host), destination),
  network: (destination) => placed(say("Network {0}", destination.host), destination),
  cloud: ({ host }) => host,
  cloudViaDevice: ({ host, via }) =>
    via === undefined ? say("{0} via this device", host) : say("{0} via {1}", host, via),
  blocked: ({ host }) => say("Blocked {0}", host),
};

/** The words for a destination; the same ones everywhere. */
export function destinationLabel(destination: Labelled): string {
  return labels[destination.class](destination);
}

/** What stands behind a destination that the mode forbids; the same words everywhere. */
export const notAllowed = say("not allowed here");
