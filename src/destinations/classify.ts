import {
  destinationClasses,
  isCloud,
  type Destination,
  type DestinationClass,
} from "../terms/destination.ts";
import { originOf } from "../terms/origin.ts";
import { addressClass } from "./addressClass.ts";
import type { Evidence, Place, ServerReport } from "./evidence.ts";
import { fixedAddresses, isDeclared, locate, type Finding, type Located } from "./locate.ts";
import { say } from "../terms/words.ts";

/** A judged destination with the only addresses that may be dialled for it; empty: ask DNS, then judge again. */
export type Classified = { readonly destination: Destination } & Pick<Located, "dial" | "own">;

function judgePlace(place: Place, onMachine: boolean): readonly Finding[] {
  if (place.kind === "here" || !onMachine) return [];
  return place.confirmedOwn && isLoopbackAuthority(place.authority)
    ? [{ class: "device", because: say("you confirmed that {0} is your own machine", place.authority) }]
    : [
        {
          class: "remoteDevice",
          because: say("Drawbridge runs on {0}, not on the machine before you", place.authority),
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

function passedSentence({ version, cloudDisabled, cloudless, at }: Passed): string {
  const when = at === undefined ? say("as the server reports") : say("as the server reported at {0}", at);
  const off = cloudDisabled === true ? say(", and its cloud features are off") : "";
  const none = cloudless === true ? say(", and this version has no cloud features") : "";
  return say("{0} (Ollama API {1}), the model runs there{2}{3}", when, version, off, none);
}

type Passed = Extract<ServerReport, { kind: "passed" }>;

function judgePassed(report: Passed): readonly Finding[] {
  const told: Finding = { class: "device", because: passedSentence(report) };
  return report.loadedAt === undefined
    ? [told]
    : [
        told,
        { class: "device", because: say("at {0} the server showed this model loaded", report.loadedAt) },
      ];
}

/**
 * What the server's word adds. Text for somebody else's server goes to that server first, whatever it does with it: no
 * "via" there.
 */
function judgeReport(evidence: Evidence, located: DestinationClass): readonly Finding[] {
  const { report } = evidence;
  const forwarded = located === "cloud" && !isDeclared(evidence) ? "cloud" : "cloudViaDevice";
  switch (report.kind) {
    case "errand":
      return [];
    case "cloudName":
      return [{ class: forwarded, because: say("the model's name means Ollama's cloud") }];
    case "remote":
      return [{ class: forwarded, because: say("the server forwards this model to {0}", report.host) }];
    case "unknown":
    case "unlisted":
      return isCloud(located)
        ? []
        : [{ class: "unverified", because: say("nothing tells whether this server forwards") }];
    case "passed":
      return judgePassed(report);
  }
}

/** A cloud is reached through the editor's own fetch, which obeys proxies; what a system sets cannot be seen. */
function proxyLine({ proxy }: Evidence): string {
  return proxy === undefined
    ? say("a proxy may apply: none is set in the editor, but the system can set one")
    : say("a proxy may apply: the editor is set to use {0}", proxy);
}

function worstOf(findings: readonly Finding[]): DestinationClass {
  const worst = Math.max(...findings.map((finding) => destinationClasses.indexOf(finding.class)));
  return destinationClasses[worst] ?? "blocked";
}

/** The machine that the request reaches first, as a person thinks of it. */
function firstHost({ place, url }: Evidence, located: DestinationClass): string {
  return located === "remoteDevice" && place.kind === "elsewhere" ? place.authority : new URL(url).host;
}

/** Where the request goes in words: the host behind the server, or else the machine that it reaches first. */
function shownHosts(
  evidence: Evidence,
  found: DestinationClass,
  located: DestinationClass,
): Pick<Destination, "host" | "via"> {
  const first = firstHost(evidence, located);
  if (found !== "cloudViaDevice") return { host: first };
  const { report } = evidence;
  const behind = report.kind === "remote" ? (URL.parse(report.host)?.host ?? report.host) : "ollama.com";
  return { host: behind, ...(located !== "device" && { via: first }) };
}

/** Evidence in, class out. The worst evidence wins; what is not known is never taken for safe. */
export function classify(evidence: Evidence): Classified {
  const { dial, own, findings: addressed } = locate(evidence);
  const { place, report } = evidence;
  const placed = [...addressed, ...judgePlace(place, worstOf(addressed) === "device")];
  const located = worstOf(placed);
  const findings = [...placed, ...judgeReport(evidence, located)];
  const found = worstOf(findings);
  const declared = isDeclared(evidence);
  const isUnknown = report.kind === "unknown" || report.kind === "unlisted";
  const told = findings.map((finding) => finding.because);
  return {
    dial,
    own,
    destination: {
      class: found,
      origin: originOf(evidence.url),
      ...shownHosts(evidence, found, located),
      evidence: [...new Set(found === "cloud" && !declared ? [...told, proxyLine(evidence)] : told)],
      declared,
      mayForward: isUnknown && !isCloud(found) && found !== "blocked",
      ...(place.kind === "elsewhere" && { authority: place.authority }),
    },
  };
}
