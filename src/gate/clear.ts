import { err, ok, type Result } from "../base/result.ts";
import { addressClass } from "../destinations/addressClass.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import { classify, type Classified } from "../destinations/classify.ts";
import type { Evidence } from "../destinations/evidence.ts";
import { draftSources, type Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { allowance, type Destination } from "../terms/destination.ts";
import type { Errand } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Trigger } from "../terms/task.ts";
import type { ClearedRequest, Permit, Purpose } from "./clearedRequest.ts";
import { confirmationKey } from "./confirmationKey.ts";
import { errandWire } from "./errandWire.ts";
import type { Policy } from "./policy.ts";
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
  readonly consent?: Consent;
};

/** Everything the gate judges an errand by. */
export type ErrandRequest = {
  readonly errand: Errand;
  readonly provider: ProviderConfig;
  readonly evidence: Evidence;
  readonly policy: Policy;
};

/** Where a send would go, and why it would not go at once. */
export type Forecast = { readonly destination: Destination; readonly refusal?: Refusal };

type Grant = Permit["grant"];

/** Clears a draft's exact bytes for a route, or says why not. Pure. */
export function clear(request: ClearRequest): Result<ClearedRequest, Refusal> {
  const { draft, route, wire, evidence, policy } = request;
  if (policy.paused) return err({ kind: "paused" });
  const judged = classify(evidence);
  const { destination } = judged;
  if (evidence.report.kind === "unlisted")
    return err({ kind: "modelUnknown", model: route.model, destination });
  const grant = judge(destination, request);
  if (!grant.ok) return grant;
  const purpose: Purpose = {
    kind: "task",
    task: draft.task,
    model: route.model,
    sources: draftSources(draft),
  };
  return ok(seal({ provider: route.provider, purpose, wire }, judged, grant.value, policy));
}

/**
 * Clears an errand. Read-only ones to a loopback address need no confirmation in any mode, since evidence comes from
 * them; anywhere else an errand is judged like a send. `undefined` when the server has no such request.
 */
export function clearErrand(request: ErrandRequest): Result<ClearedRequest, Refusal> | undefined {
  const { errand, provider, evidence, policy } = request;
  const wire = errandWire(errand, provider.kind, provider.url);
  if (wire === undefined) return undefined;
  if (policy.paused) return err({ kind: "paused" });
  // An errand is judged by where the server is: it does not use a model, but `show` on a cloud name is forwarded.
  const forwarded = errand.kind === "show" && isCloudName(errand.model);
  const judged = classify({ ...evidence, report: { kind: forwarded ? "cloudName" : "errand" } });
  const onLoopback =
    judged.dial.length > 0 && judged.dial.every((address) => addressClass(address) === "loopback");
  const grant: Result<Grant, Refusal> =
    onLoopback && !forwarded
      ? ok(loopbackGrant(request))
      : judgeAllowance(judged.destination, sha256(wire.body), policy);
  if (!grant.ok) return grant;
  return ok(seal({ provider, purpose: { kind: "errand", errand }, wire }, judged, grant.value, policy));
}

/** An unasked errand carries no key (see the door's headers): only a confirmed server is shown one. */
function loopbackGrant({ evidence, policy }: ErrandRequest): Grant {
  const { destination } = classify({ ...evidence, report: { kind: "unknown" } });
  return policy.confirmed.has(confirmationKey(destination)) ? "confirmed" : "errand";
}

function judge(destination: Destination, request: ClearRequest): Result<Grant, Refusal> {
  const bodySha256 = sha256(request.wire.body);
  const judged = judgeAllowance(destination, bodySha256, request.policy);
  if (judged.ok || judged.error.kind !== "needsConsent") return judged;
  // Nobody is asked for what nobody started: in `ask`, automatic tasks never go to a cloud.
  if (request.trigger === "automatic")
    return err({ kind: "modeForbids", mode: request.policy.mode, setBy: request.policy.setBy, destination });
  const { consent } = request;
  const consented = consent?.bodySha256 === bodySha256 && consent.origin === consentOrigin(destination);
  return consented ? ok("consent") : judged;
}

function judgeAllowance(
  destination: Destination,
  bodySha256: string,
  policy: Policy,
): Result<Grant, Refusal> {
  const { mode, setBy } = policy;
  switch (allowance(destination, mode)) {
    case "yes":
      return ok("mode");
    case "confirm": {
      const key = confirmationKey(destination);
      return policy.confirmed.has(key)
        ? ok("confirmed")
        : err({ kind: "needsConfirmation", destination, key });
    }
    case "review":
      return mode === "cloud" && policy.namedOrigins.has(consentOrigin(destination))
        ? ok("named")
        : err({ kind: "needsConsent", destination, bodySha256 });
    case "never":
      return destination.class === "blocked"
        ? err({ kind: "destinationBlocked", destination })
        : err({ kind: "modeForbids", mode, setBy, destination });
  }
}

/** What the gate would say to a person's send with this evidence, before there are any bytes. */
export function forecast(evidence: Evidence, policy: Policy): Forecast {
  const { destination } = classify(evidence);
  if (policy.paused) return { destination, refusal: { kind: "paused" } };
  const judged = judgeAllowance(destination, "", policy);
  return judged.ok ? { destination } : { destination, refusal: judged.error };
}

/** What a consent to a cloud and the naming of one are bound to: behind a local server that is the host it forwards to, not localhost. */
export function consentOrigin(destination: Destination): string {
  return destination.class === "cloudViaDevice" ? `via:${destination.host}` : destination.origin;
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
  { destination, dial }: Classified,
  grant: Grant,
  policy: Policy,
): ClearedRequest {
  const permit: Permit = {
    bodySha256: sha256(request.wire.body),
    destination: Object.freeze(destination),
    dial: Object.freeze([...dial]),
    epoch: policy.epoch,
    grant,
  };
  const sealed = Object.freeze({
    provider: Object.freeze({ ...request.provider }),
    purpose: Object.freeze(request.purpose),
    wire: Object.freeze({ ...request.wire }),
    permit: Object.freeze(permit),
  }) as ClearedRequest;
  issued.add(sealed);
  return sealed;
}
