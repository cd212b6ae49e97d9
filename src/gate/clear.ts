import { err, ok, type Result } from "../base/result.ts";
import { addressClass } from "../destinations/addressClass.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import { classify, type Classified } from "../destinations/classify.ts";
import type { Evidence, ServerReport } from "../destinations/evidence.ts";
import { messagePictures, type Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import {
  allowance,
  isFarther,
  isScreened,
  staysHere,
  type Destination,
  type Reach,
} from "../terms/destination.ts";
import { isChore, type Chore, type Errand } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { KnownSecrets, Screening } from "../terms/screening.ts";
import type { Trigger } from "../terms/task.ts";
import type { ClearedRequest, Permit, Purpose, Redaction } from "./clearedRequest.ts";
import { confirmationKey } from "./confirmationKey.ts";
import { errandWire } from "./errandWire.ts";
import { covers, type GrantUse } from "./grant.ts";
import { excludedSource, type PathVerdicts } from "./pathAllowance.ts";
import { heldBy, type Policy } from "./policy.ts";
import { screenWire } from "./screenWire.ts";
import { sentSources } from "./sentSources.ts";
import { sha256 } from "./sha256.ts";
import type { WireRequest } from "./wireRequest.ts";

/** The user's yes to one exact body for one destination; `origin` as {@link consentOrigin} writes it. */
export type Consent = { readonly bodySha256: string; readonly origin: string };

/** Everything the gate judges a draft by. */
export type ClearRequest = {
  readonly draft: Draft;
  readonly route: Route;
  readonly wire: WireRequest;
  readonly evidence: Evidence;
  readonly policy: Policy;
  readonly trigger: Trigger;
  /** The least safe place it may go to: where the person was told that it would go. */
  readonly noFartherThan?: Reach;
  /** Whether it was ordered from a model on this device. */
  readonly onDevice?: boolean;
  /** The conversation it belongs to, for grants that hold for one. */
  readonly conversation?: string;
  readonly consent?: Consent;
  readonly verdicts: PathVerdicts;
  /** What was taken out of the draft, for the record. */
  readonly redactions: readonly Redaction[];
  /** What screens a body that would leave: the workspace's own secrets, and a clock in milliseconds that bounds it. */
  readonly screening: { readonly known: KnownSecrets; readonly clock: () => number };
  /** Milliseconds since 1970. */
  readonly nowMs: number;
};

/** Everything the gate judges an errand by. */
export type ErrandRequest = {
  readonly errand: Errand;
  readonly provider: ProviderConfig;
  readonly evidence: Evidence;
  readonly policy: Policy;
  /** A person's yes to these very bytes; without one no server fetches or removes a model. */
  readonly consent?: Consent;
};

/** Where a send would go, and why it would not go at once. */
export type Forecast = { readonly destination: Destination; readonly refusal?: Refusal };

/** What allows a request: see {@link Permit}. */
type Allowed = Pick<Permit, "grant" | "grantId">;

/** Before there is a body there is nothing to screen. */
const unscreened: Screening = { findings: [], complete: true };

/** Clears a draft's exact bytes for a route, or says why not. Pure. */
export function clear(request: ClearRequest): Result<ClearedRequest, Refusal> {
  const { draft, route, wire, evidence, policy } = request;
  if (policy.paused) return err({ kind: "paused" });
  const judged = classify(evidence);
  const { destination } = judged;
  if (evidence.report.kind === "unlisted")
    return err({ kind: "modelUnknown", model: route.model, destination });
  const allowed = judgeContent(judge(destination, request), destination, request);
  if (!allowed.ok && !isAskable(allowed.error)) return allowed;
  if (isFartherThanShown(destination, request)) return err({ kind: "fartherThanShown", destination });
  if (!allowed.ok) return allowed;
  const purpose: Purpose = {
    kind: "task",
    task: draft.task,
    model: route.model,
    trigger: request.trigger,
    sources: sentSources(draft),
    redactions: request.redactions,
  };
  return ok(seal({ provider: route.provider, purpose, wire }, judged, allowed.value, policy));
}

/**
 * Clears an errand. Questions to a loopback address need no confirmation in any mode, since evidence comes from them;
 * anywhere else an errand is judged like a send, and a chore is everywhere. `undefined` when the server has no such
 * request, or when its reach is asked for anywhere but on this device.
 */
export function clearErrand(request: ErrandRequest): Result<ClearedRequest, Refusal> | undefined {
  const { errand, provider, evidence, policy } = request;
  const wire = errandWire(errand, provider.kind, provider.url);
  if (wire === undefined) return undefined;
  if (policy.paused) return err({ kind: "paused" });
  // An errand is judged by where the server is: it does not use a model, but one on a cloud name is forwarded.
  const forwarded = "model" in errand && isCloudName(errand.model);
  const judged = classify({
    ...evidence,
    report: forwarded ? { kind: "cloudName" } : reportOn(errand, evidence),
  });
  if (errand.kind === "reach" && judged.destination.class !== "device") return undefined;
  const allowed = isChore(errand)
    ? judgeChore(errand, { ...request, wire }, judged.destination)
    : judgeQuestion(judged, { ...request, wire }, forwarded);
  if (!allowed.ok) return allowed;
  return ok(seal({ provider, purpose: { kind: "errand", errand }, wire }, judged, allowed.value, policy));
}

function judgeQuestion(
  judged: Classified,
  request: ErrandRequest & Pick<ClearRequest, "wire">,
  forwarded: boolean,
): Result<Allowed, Refusal> {
  return isOnLoopback(judged) && !forwarded
    ? ok({ grant: loopbackGrant(request) })
    : judgeAllowance(judged.destination, sha256(request.wire.body), request.policy);
}

/** Loading a model has it run: that is judged by what is known of the model, and what is not known is not safe. */
function reportOn({ kind }: Errand, { report }: Evidence): ServerReport {
  if (kind !== "load" && kind !== "unload") return { kind: "errand" };
  return report.kind === "errand" ? { kind: "unknown" } : report;
}

/**
 * Judges an errand that changes something, wherever the server is. What makes a server dial out or takes a model from it
 * needs a person's yes to these very bytes, in a workspace that they trust.
 */
function judgeChore(
  chore: Chore,
  { policy, evidence, wire, consent }: ErrandRequest & Pick<ClearRequest, "wire">,
  destination: Destination,
): Result<Allowed, Refusal> {
  const { kind, model } = chore;
  const bodySha256 = sha256(wire.body);
  const judged = judgeAllowance(destination, bodySha256, policy);
  if (kind === "load" || kind === "unload")
    return evidence.report.kind === "unlisted" ? err({ kind: "modelUnknown", model, destination }) : judged;
  if (policy.cap.setBy === "untrusted") return err({ kind: "untrusted", destination });
  if (isCloudName(model)) return err({ kind: "cloudModel", model, destination });
  if (!judged.ok && judged.error.kind !== "needsConsent") return judged;
  return isConsented(destination, { wire, consent })
    ? ok({ grant: "consent" })
    : err({ kind: "needsConsent", destination, bodySha256, screening: unscreened });
}

function isOnLoopback({ dial }: Classified): boolean {
  return dial.length > 0 && dial.every((address) => addressClass(address) === "loopback");
}

/** An unasked errand carries no key (see the door's headers): only a confirmed server is shown one. */
function loopbackGrant({ evidence, policy }: ErrandRequest): Permit["grant"] {
  const { destination } = classify({ ...evidence, report: { kind: "unknown" } });
  return policy.confirmed.has(confirmationKey(destination)) ? "confirmed" : "errand";
}

/** Whether a person's yes would let it through. */
function isAskable({ kind }: Refusal): boolean {
  return kind === "needsConsent" || kind === "needsConfirmation" || kind === "secretFound";
}

/** What is shown before a send holds for it, also when a server says something else by then. */
function isFartherThanShown(destination: Destination, { noFartherThan, onDevice }: ClearRequest): boolean {
  if (onDevice === true && !staysHere(destination)) return true;
  return noFartherThan !== undefined && isFarther(destination, noFartherThan);
}

function judge(destination: Destination, request: ClearRequest): Result<Allowed, Refusal> {
  const bodySha256 = sha256(request.wire.body);
  const judged = judgeAllowance(destination, bodySha256, request.policy);
  if (judged.ok || judged.error.kind !== "needsConsent") return judged;
  const { trigger, draft, policy, nowMs, conversation } = request;
  // Nobody is asked for what nobody started: in `ask`, automatic tasks never go to a cloud.
  if (trigger === "automatic")
    return err({ kind: "modeForbids", mode: policy.mode, setBy: heldBy(policy), destination });
  const use = { origin: consentOrigin(destination), task: draft.task, conversation, nowMs };
  const kept = policy.grants.find((grant) => covers(grant, use));
  if (kept !== undefined) return ok({ grant: "kept", grantId: kept.id });
  return isConsented(destination, request) ? ok({ grant: "consent" }) : judged;
}

/** Whether the user has seen and allowed this very body. */
function isConsented(
  destination: Destination,
  { wire, consent }: Pick<ClearRequest, "wire"> & { readonly consent?: Consent | undefined },
): boolean {
  return consent?.bodySha256 === sha256(wire.body) && consent.origin === consentOrigin(destination);
}

/** A question to the user is worth something only once the rules of the files allow the place. */
function judgeContent(
  allowed: Result<Allowed, Refusal>,
  destination: Destination,
  request: ClearRequest,
): Result<Allowed, Refusal> {
  if (!allowed.ok && !["needsConsent", "needsConfirmation"].includes(allowed.error.kind)) return allowed;
  const excluded = excludedSource(request.draft, request.verdicts, destination);
  if (excluded !== undefined) return err(excluded);
  const isSeen = isConsented(destination, request);
  return isSeen || !isScreened(destination.class) ? allowed : judgeBody(allowed, destination, request);
}

/** Screens what would leave, and hands what was found on with the question that is asked anyway. */
function judgeBody(
  allowed: Result<Allowed, Refusal>,
  destination: Destination,
  { wire, draft, screening: { known, clock } }: ClearRequest,
): Result<Allowed, Refusal> {
  if (!allowed.ok && allowed.error.kind !== "needsConsent") return allowed;
  const screened = screenWire(wire, known.secrets, clock, draft.messages.flatMap(messagePictures));
  const screening = { ...screened, complete: screened.complete && known.isWhole };
  if (!allowed.ok) return err({ ...allowed.error, screening });
  const isClean = screening.complete && screening.findings.length === 0;
  return isClean
    ? allowed
    : err({ kind: "secretFound", destination, bodySha256: sha256(wire.body), screening });
}

function judgeAllowance(
  destination: Destination,
  bodySha256: string,
  policy: Policy,
): Result<Allowed, Refusal> {
  const { mode } = policy;
  switch (allowance(destination, mode)) {
    case "yes":
      return ok({ grant: "mode" });
    case "confirm": {
      const key = confirmationKey(destination);
      return policy.confirmed.has(key)
        ? ok({ grant: "confirmed" })
        : err({ kind: "needsConfirmation", destination, key });
    }
    case "review":
      return mode === "cloud" && policy.namedOrigins.has(consentOrigin(destination))
        ? ok({ grant: "named" })
        : err({ kind: "needsConsent", destination, bodySha256, screening: unscreened });
    case "never":
      return destination.class === "blocked"
        ? err({ kind: "destinationBlocked", destination })
        : err({ kind: "modeForbids", mode, setBy: heldBy(policy), destination });
  }
}

/** What the gate would say to a person with this evidence, before there are any bytes; without a use no grant counts. */
export function forecast(evidence: Evidence, policy: Policy, use?: Omit<GrantUse, "origin">): Forecast {
  const { destination } = classify(evidence);
  if (policy.paused) return { destination, refusal: { kind: "paused" } };
  const judged = judgeAllowance(destination, "", policy);
  if (judged.ok) return { destination };
  const isKept =
    use !== undefined &&
    judged.error.kind === "needsConsent" &&
    policy.grants.some((grant) => covers(grant, { ...use, origin: consentOrigin(destination) }));
  return isKept ? { destination } : { destination, refusal: judged.error };
}

/**
 * What a consent to a cloud and the naming of one are bound to: behind a server that forwards, both that server, which
 * reads the text as well and says itself where it goes, and the host it names.
 */
export function consentOrigin({ class: kind, origin, host }: Destination): string {
  return kind === "cloudViaDevice" ? `${origin} to ${host}` : origin;
}

const issued = new WeakSet<ClearedRequest>();

/**
 * Whether the gate made this very object. The type already keeps everything else out, except for a copy with other
 * bytes, another path or other addresses in it.
 */
export function wasCleared(request: ClearedRequest): boolean {
  return issued.has(request);
}

function seal(
  request: Pick<ClearedRequest, "provider" | "purpose" | "wire">,
  { destination, dial, own }: Classified,
  allowed: Allowed,
  policy: Policy,
): ClearedRequest {
  const permit: Permit = {
    bodySha256: sha256(request.wire.body),
    destination: Object.freeze(destination),
    dial: Object.freeze([...dial]),
    own,
    epoch: policy.epoch,
    ...allowed,
  };
  const manners: ClearedRequest["manners"] = presetOf(request.provider.kind);
  const sealed = Object.freeze({
    provider: Object.freeze({ ...request.provider }),
    purpose: Object.freeze(request.purpose),
    wire: Object.freeze({ ...request.wire }),
    permit: Object.freeze(permit),
    manners,
  }) as ClearedRequest;
  issued.add(sealed);
  return sealed;
}
