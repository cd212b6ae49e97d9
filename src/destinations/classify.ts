import { destinationClasses, type Destination, type DestinationClass } from "../terms/destination.ts";
import { originOf } from "../terms/origin.ts";
import { addressClass, plainAddress } from "./addressClass.ts";
import type { Evidence, Place } from "./evidence.ts";

/** A judged destination with the only addresses that may be dialled for it; empty: ask DNS, then judge again. */
export type Classified = { readonly destination: Destination; readonly dial: readonly string[] };

type Finding = { readonly class: DestinationClass; readonly because: string };

const loopback = ["127.0.0.1", "::1"];

/** Whether a URL's host is this machine's loopback, by name or by address. */
export function isLoopbackHost(host: string): boolean {
  return isLocalhostName(host) || addressClass(host) === "loopback";
}

function isLocalhostName(host: string): boolean {
  return /^(?:.+\.)?localhost\.?$/.test(host);
}

/** What may be dialled for a URL's host without asking DNS: a literal, or the fixed addresses of `localhost`. */
function fixedAddresses(host: string): readonly string[] | undefined {
  if (isLocalhostName(host)) return loopback;
  const literal = plainAddress(host);
  return literal === undefined ? undefined : [literal];
}

function judgeAddress(address: string, host: string, evidence: Evidence): Finding {
  const kind = addressClass(address);
  const own = evidence.ownAddresses.some((candidate) => plainAddress(candidate) === plainAddress(address));
  if (kind === "special") return { class: "blocked", because: `${address} is never dialled` };
  if (kind === "loopback")
    return { class: "device", because: `${address} is this machine's loopback address` };
  if (own) return { class: "device", because: `${address} is this machine's own address` };
  if (kind === "public") return { class: "cloud", because: `${address} is a public address` };
  if (isDeclared(host, evidence)) return { class: "network", because: `you declared ${host} as your own` };
  return {
    class: "cloud",
    because: `${address} is a private address that you have not declared as your own`,
  };
}

function judgeAddresses(host: string, addresses: readonly string[], evidence: Evidence): readonly Finding[] {
  if (addresses.length > 0) return addresses.map((address) => judgeAddress(address, host, evidence));
  return isDeclared(host, evidence)
    ? [{ class: "network", because: `you declared ${host} as your own` }]
    : [{ class: "cloud", because: `${host} is somebody else's host as far as is known` }];
}

function isDeclared(host: string, evidence: Evidence): boolean {
  return evidence.declaredHosts.includes(host);
}

function judgePlace(place: Place, onMachine: boolean): readonly Finding[] {
  if (place.kind === "here" || !onMachine) return [];
  return place.confirmedOwn && isLoopbackAuthority(place.authority)
    ? [{ class: "device", because: `you confirmed that ${place.authority} is your own machine` }]
    : [
        {
          class: "remoteDevice",
          because: `Drawbridge runs on ${place.authority}, not on the machine before you`,
        },
      ];
}

/** Whether a window's authority (`127.0.0.1:8000`) is a loopback address: then it may be the user's own machine. */
export function isLoopbackAuthority(authority: string): boolean {
  const host = URL.parse(`http://${authority}/`)?.hostname;
  return (
    host !== undefined &&
    (fixedAddresses(host)?.every((address) => addressClass(address) === "loopback") ?? false)
  );
}

/**
 * The class of what a server forwards. Text for somebody else's server goes to that server first, whatever it does with
 * it: no "via this device" there.
 */
function forwardedClass(evidence: Evidence, located: readonly Finding[]): DestinationClass {
  const isElsewhere = located.some((finding) => finding.class === "cloud");
  return isElsewhere && !isDeclared(new URL(evidence.url).hostname, evidence) ? "cloud" : "cloudViaDevice";
}

function judgeReport(evidence: Evidence, located: readonly Finding[]): readonly Finding[] {
  const { report } = evidence;
  const forwarded = forwardedClass(evidence, located);
  switch (report.kind) {
    case "errand":
      return [];
    case "cloudName":
      return [{ class: forwarded, because: "the model's name means Ollama's cloud" }];
    case "remote":
      return [{ class: forwarded, because: `the server forwards this model to ${report.host}` }];
    case "unknown":
    case "unlisted":
      return isOnMachine(located)
        ? [{ class: "unverified", because: "nothing tells whether this server forwards" }]
        : [];
    case "passed":
      return [
        {
          class: "device",
          because: `as the server reports (Ollama API ${report.version}), the model runs there${report.cloudDisabled === true ? ", and its cloud features are off" : ""}`,
        },
      ];
  }
}

function isOnMachine(located: readonly Finding[]): boolean {
  return located.every((finding) => finding.class === "device");
}

/** The host a person should think of. */
function shownHost({ report, place, url }: Evidence, found: DestinationClass): string {
  if (found === "remoteDevice" && place.kind === "elsewhere") return place.authority;
  if (found === "cloudViaDevice" && report.kind === "remote")
    return URL.parse(report.host)?.host ?? report.host;
  return found === "cloudViaDevice" ? "ollama.com" : new URL(url).host;
}

/** Evidence in, class out. The worst evidence wins; what is not known is never taken for safe. */
export function classify(evidence: Evidence): Classified {
  const host = new URL(evidence.url).hostname;
  const dial = fixedAddresses(host) ?? evidence.resolved;
  const located = judgeAddresses(host, dial, evidence);
  const findings = [
    ...located,
    ...judgePlace(evidence.place, isOnMachine(located)),
    ...judgeReport(evidence, located),
  ];
  const worst = Math.max(...findings.map((finding) => destinationClasses.indexOf(finding.class)));
  const found = destinationClasses[worst] ?? "blocked";
  return {
    dial,
    destination: {
      class: found,
      origin: originOf(evidence.url),
      host: shownHost(evidence, found),
      evidence: [...new Set(findings.map((finding) => finding.because))],
      declared: isDeclared(host, evidence),
    },
  };
}
