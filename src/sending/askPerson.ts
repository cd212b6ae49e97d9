import { pause } from "../base/later.ts";
import { consentOrigin, type Consent } from "../gate/clear.ts";
import type { Destination } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { KnownSecret } from "../terms/screening.ts";
import { roamingTasks } from "../terms/task.ts";
import type { ReviewAnswer } from "./consentPort.ts";
import type { Order } from "./order.ts";
import { reviewRequest, type ReviewFacts } from "./reviewRequest.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What came of a refusal that a person may be asked about. */
export type Asked =
  | { readonly kind: "yes"; readonly consent?: Consent }
  /** The draft shall be another one; then there is something new to judge. */
  | { readonly kind: "redact"; readonly secrets: readonly KnownSecret[] }
  | { readonly kind: "remove"; readonly uri: string }
  /** A model on this device shall answer instead. */
  | { readonly kind: "onDevice" }
  | { readonly kind: "no"; readonly refusal: Refusal };

/** What a person is asked with. */
export type AskFacts = Pick<ReviewFacts, "route" | "draft" | "wire"> & {
  readonly parts: Pick<SendingParts, "consent" | "keepGrant">;
  readonly order: Order;
  readonly signal: AbortSignal;
  /** Looked for only when there is something to review, and not for long: a server may hang. */
  readonly deviceModel: () => Promise<ModelRef | undefined>;
};

/** How long the view waits to know what it can offer instead; what is found later is not offered. */
const deviceModelMs = 500;

type Reviewed = Extract<Refusal, { kind: "needsConsent" | "secretFound" }>;

/** Asks a person, when a person started this and a yes would help; otherwise the refusal stands. */
export async function askPerson(refusal: Refusal, facts: AskFacts): Promise<Asked> {
  if (facts.order.trigger !== "person" || facts.order.askNobody === true) return { kind: "no", refusal };
  if (refusal.kind === "needsConfirmation") {
    const yes = await facts.parts.consent.confirm(refusal.destination, refusal.key);
    if (yes && facts.signal.aborted) facts.order.onLateYes?.();
    return yes ? { kind: "yes" } : declined(refusal.destination);
  }
  return refusal.kind === "needsConsent" || refusal.kind === "secretFound"
    ? heed(await review(refusal, facts), refusal, facts)
    : { kind: "no", refusal };
}

async function review(
  { kind, destination, screening }: Reviewed,
  { parts, order, signal, deviceModel, route, draft, wire }: AskFacts,
): Promise<ReviewAnswer> {
  const { onlyModel } = order;
  const found = onlyModel ? undefined : await Promise.race([deviceModel(), pause(deviceModelMs, signal)]);
  const request = reviewRequest({
    destination,
    screening,
    route,
    draft,
    wire,
    onlyBody: kind === "secretFound",
    conversation: order.conversation,
    deviceModel: found ?? undefined,
  });
  return parts.consent.review(request, signal);
}

async function heed(
  answer: ReviewAnswer,
  { destination, bodySha256 }: Reviewed,
  { parts, order }: AskFacts,
): Promise<Asked> {
  if (answer.kind === "cancel") return declined(destination);
  if (answer.kind !== "send") return answer;
  const origin = consentOrigin(destination);
  if (answer.keep !== "once") {
    const { host } = destination;
    const { conversation, task } = order;
    const tasks = roamingTasks.filter((each) => each === task);
    await parts.keepGrant({ keep: answer.keep, origin, host, tasks, conversation });
  }
  return { kind: "yes", consent: { bodySha256, origin } };
}

function declined(destination: Destination): Asked {
  return { kind: "no", refusal: { kind: "declined", destination } };
}
