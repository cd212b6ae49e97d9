import type { DestinationClass } from "../terms/destination.ts";
import { addressClass, plainAddress, specialReason } from "./addressClass.ts";
import type { Evidence } from "./evidence.ts";
import { say } from "../terms/words.ts";

/** One observation and the class that follows from it. */
export type Finding = { readonly class: DestinationClass; readonly because: string };

/** Where a URL's host is, with the only addresses that may be dialled for it; none: ask DNS, then judge again. */
export type Located = {
  readonly dial: readonly string[];
  /** Whether every address to dial is one that another machine could have as well, and is an interface's of this one. */
  readonly own: boolean;
  readonly findings: readonly Finding[];
};

const loopback = ["127.0.0.1", "::1"];

/** Names that container engines give the machine around a container (Docker, Docker Desktop, Podman). */
const hostNames = new Set(["host.docker.internal", "gateway.docker.internal", "host.containers.internal"]);

/** The name under which Google's machines find their metadata service. */
const metadataName = "metadata.google.internal";

const around = { wsl: say("this Linux subsystem"), container: say("this container") } as const;

function isLocalhostName(host: string): boolean {
  return /^(?:.+\.)?localhost$/.test(host);
}

/** A host's one spelling: without the dot that may end a name, and without what may stand around an address. */
function plainHost(host: string): string {
  return plainAddress(host) ?? host.toLowerCase().replace(/\.$/, "");
}

/** What may be dialled for a host without asking DNS: a literal, or the fixed addresses of `localhost`. */
export function fixedAddresses(host: string): readonly string[] | undefined {
  const plain = plainHost(host);
  if (isLocalhostName(plain)) return loopback;
  return plainAddress(plain) === undefined ? undefined : [plain];
}

/** Whether a URL's host is this machine's loopback, by name or by address. */
export function isLoopbackHost(host: string): boolean {
  return fixedAddresses(host)?.every((address) => addressClass(address) === "loopback") ?? false;
}

/** Whether the user declared the host of the evidence as their own. */
export function isDeclared({ url, declaredHosts }: Evidence): boolean {
  const host = plainHost(new URL(url).hostname);
  return declaredHosts.some((declared) => plainHost(declared) === host);
}

function declaredFinding(host: string): Finding {
  return { class: "network", because: say("you declared {0} as your own", host) };
}

function hostFinding(host: string, { kind }: NonNullable<Evidence["host"]>): Finding {
  return { class: "host", because: say("{0} is the machine around {1}", host, around[kind]) };
}

function includesAddress(addresses: readonly string[], address: string): boolean {
  return addresses.some((candidate) => plainAddress(candidate) === plainAddress(address));
}

/** A private address: of the machine around this one, declared, or somebody's. */
function judgePrivate(address: string, host: string, evidence: Evidence): Finding {
  const around = evidence.host;
  const isAround = around !== undefined && (hostNames.has(host) || includesAddress(around.gateways, address));
  if (isAround) return hostFinding(address, around);
  if (isDeclared(evidence)) return declaredFinding(host);
  const kind =
    addressClass(address) === "carrier" ? say("an address of a VPN or a carrier") : say("a private address");
  return { class: "cloud", because: say("{0} is {1} that you have not declared as your own", address, kind) };
}

/** Loopback is left out: no other machine can have it. Reading the machine's own addresses asks the system, and costs. */
function isOwn(address: string, evidence: Evidence): boolean {
  if (["loopback", "special"].includes(addressClass(address))) return false;
  return includesAddress(evidence.ownAddresses, address);
}

function judgeAddress(address: string, host: string, evidence: Evidence): Finding {
  switch (addressClass(address)) {
    case "special":
      return {
        class: "blocked",
        because: say("{0} {1}; it is never dialled", address, specialReason(address)),
      };
    case "loopback":
      return fixedAddresses(host) === undefined
        ? {
            class: "blocked",
            because: say("the name {0} leads to this machine's loopback address {1}", host, address),
          }
        : { class: "device", because: say("{0} is this machine's loopback address", address) };
    case "lan":
    case "carrier":
    case "public":
      if (isOwn(address, evidence))
        return { class: "device", because: say("{0} is this machine's own address", address) };
      return addressClass(address) === "public"
        ? { class: "cloud", because: say("{0} is a public address", address) }
        : judgePrivate(address, host, evidence);
  }
}

/** A name that was not looked up: looking it up would already be a contact. */
function judgeName(host: string, evidence: Evidence): Finding {
  if (host === metadataName)
    return { class: "blocked", because: say("{0} hands out a cloud machine's credentials", host) };
  if (evidence.host !== undefined && hostNames.has(host)) return hostFinding(host, evidence.host);
  if (isDeclared(evidence)) return declaredFinding(host);
  return host.endsWith(".local")
    ? {
        class: "cloud",
        because: say("{0} is a name of the local network that you have not declared as your own", host),
      }
    : { class: "cloud", because: say("{0} is somebody else's host as far as is known", host) };
}

/** Judges where the host of the evidence is, by its name and by every address there is for it. */
export function locate(evidence: Evidence): Located {
  const host = plainHost(new URL(evidence.url).hostname);
  const dial = fixedAddresses(host) ?? evidence.resolved;
  const findings = dial.map((address) => judgeAddress(address, host, evidence));
  const byName = fixedAddresses(host) === undefined ? judgeName(host, evidence) : undefined;
  // With answers a name decides only what no answer could take back: that it is never dialled.
  const isNeeded = byName !== undefined && (dial.length === 0 || byName.class === "blocked");
  const own = dial.length > 0 && dial.every((address) => isOwn(address, evidence));
  return { dial, own, findings: isNeeded ? [byName, ...findings] : findings };
}
