import type { HostMachine } from "./evidence.ts";

/** What a Linux system tells about the machine around it, as the texts of its files; empty where there is none. */
export type HostTraces = {
  /** `/proc/net/route`. */
  readonly routes: string;
  /** `/proc/net/dev`. */
  readonly interfaces: string;
  /** `/proc/sys/kernel/osrelease`. */
  readonly kernel: string;
  /** Whether `/.dockerenv` or `/run/.containerenv` is there. */
  readonly containerMark: boolean;
  /** Kind of the remote connection when this process is its far end: `wsl`, `dev-container`; else absent. */
  readonly remoteName?: string;
};

const containerRemotes = new Set(["dev-container", "attached-container", "k8s-container"]);

/**
 * Interfaces of a system that shares the network of the machine around it: Docker's bridge, seen only from outside a
 * container, and the one that WSL has in mirrored mode. The gateway is then a router, and nobody's own machine.
 */
const sharedNetwork = /^\s*(?:docker0|podman0|cni0|loopback0):/m;

/** The default gateways in Linux's `/proc/net/route`: addresses there are hexadecimal, in the machine's byte order. */
export function defaultGateways(routes: string): readonly string[] {
  return routes.split("\n").flatMap((line) => {
    const [, destination, gateway] = line.trim().split(/\s+/);
    if (destination !== "00000000" || !/^[0-9A-F]{8}$/i.test(gateway ?? "")) return [];
    const octets = (gateway ?? "").match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
    return octets.every((octet) => octet === 0) ? [] : [octets.toReversed().join(".")];
  });
}

function kindOf({ kernel, containerMark, remoteName }: HostTraces): HostMachine["kind"] | undefined {
  // A container inside WSL has WSL's kernel: the container is the nearer truth.
  if (containerMark || (remoteName !== undefined && containerRemotes.has(remoteName))) return "container";
  return remoteName === "wsl" || /microsoft/i.test(kernel) ? "wsl" : undefined;
}

/** The machine around this one, when the traces show that this one is a container or a subsystem. */
export function hostMachine(traces: HostTraces): HostMachine | undefined {
  const kind = kindOf(traces);
  if (kind === undefined) return undefined;
  const isShared = sharedNetwork.test(traces.interfaces);
  return { kind, gateways: isShared ? [] : defaultGateways(traces.routes) };
}
