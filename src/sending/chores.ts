import type { Result } from "../base/result.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import { classify } from "../destinations/classify.ts";
import type { Evidence, ServerReport } from "../destinations/evidence.ts";
import type { Answer } from "../egress/answer.ts";
import type { DoorFailure } from "../egress/doorFailure.ts";
import { clearErrand, consentOrigin, type Consent } from "../gate/clear.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import { errandWire } from "../gate/errandWire.ts";
import type { ChoreStep, ProviderFailure, PullFailure } from "../providers/provider.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import type { Destination } from "../terms/destination.ts";
import type { Chore } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import { evidenceFor } from "./evidence.ts";
import { isStillThere } from "./isStillThere.ts";
import { recordRefusal } from "./recordRefusal.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What a person wants done at a server. */
export type ChoreOrder = {
  readonly chore: Chore;
  readonly provider: ProviderConfig;
  /** What the pre-flight found out about the model: loading is judged by it. */
  readonly report: ServerReport;
  /** The person's yes; without one nothing is fetched or removed. */
  readonly consent?: Consent;
};

/** What the gate would say to a chore, with where it would go. */
export type ChoreForecast = {
  readonly destination: Destination;
  readonly refusal?: Refusal;
  /** What a person's yes would be, where the gate waits for one: only they may hand it in. */
  readonly yes?: Consent;
};

/** Why a chore was not done. `notOffered`: this kind of server is told nothing of the sort. */
export type ChoreFailure =
  Refusal | DoorFailure | ProviderFailure | PullFailure | { readonly kind: "notOffered" };

/** One event of a chore; `done` or `failed` is the last. */
export type ChoreEvent =
  Exclude<ChoreStep, { kind: "failed" }> | { readonly kind: "failed"; readonly failure: ChoreFailure };

/** Changes what servers have, through the same gate and door as everything else. */
export type Chores = {
  /** What the gate would say, from what is known now. Asks nobody and records nothing. */
  readonly forecast: (order: ChoreOrder) => ChoreForecast | undefined;
  /** Does it. Never throws for what a server does. Whoever stops listening, or aborts the signal, closes the connection. */
  readonly run: (order: ChoreOrder, signal: AbortSignal) => AsyncGenerator<ChoreEvent>;
};

type Judged = {
  readonly evidence: Evidence;
  readonly cleared: Result<ClearedRequest, Refusal> | undefined;
};

/** Makes what does chores. */
export function createChores(parts: SendingParts): Chores {
  const judge = ({ chore, provider, report, consent }: ChoreOrder): Judged => {
    // The name comes first: a server's word on a cloud name is worth nothing.
    const told: ServerReport = isCloudName(chore.model) ? { kind: "cloudName" } : report;
    const evidence = evidenceFor(provider, told, parts);
    const policy = parts.policy.current();
    const cleared = clearErrand({ errand: chore, provider, evidence, policy, ...(consent && { consent }) });
    return { evidence, cleared };
  };
  return {
    forecast: (order) => {
      const { evidence, cleared } = judge(order);
      if (cleared === undefined) return undefined;
      if (cleared.ok) return { destination: cleared.value.permit.destination };
      const refusal = cleared.error;
      const destination = "destination" in refusal ? refusal.destination : classify(evidence).destination;
      const origin = consentOrigin(destination);
      const yes = refusal.kind === "needsConsent" && { bodySha256: refusal.bodySha256, origin };
      return { destination, refusal, ...(yes && { yes }) };
    },
    run: async function* (order, signal) {
      const { evidence, cleared } = judge(order);
      const { followChore } = await parts.load(presetOf(order.provider.kind).wire);
      if (cleared === undefined || followChore === undefined || !isStillThere(order.provider, parts)) {
        yield failed({ kind: "notOffered" });
        return;
      }
      if (!cleared.ok) {
        yield failed(refuse(cleared.error, order, { evidence, parts }));
        return;
      }
      const opened = await parts.door.open(cleared.value, signal);
      if (opened.ok) yield* closing(opened.value, followChore(order.chore, opened.value));
      else yield failed(opened.error);
    },
  };
}

function failed(failure: ChoreFailure): ChoreEvent {
  return { kind: "failed", failure };
}

/** Records what the gate said no to. */
function refuse(
  refusal: Refusal,
  { chore, provider }: ChoreOrder,
  { evidence, parts }: { readonly evidence: Evidence; readonly parts: SendingParts },
): ChoreFailure {
  const wire = errandWire(chore, provider.kind, provider.url);
  const isRecorded = recordRefusal(refusal, {
    purpose: `errand:${chore.kind}`,
    provider,
    evidence,
    parts,
    model: chore.model,
    trigger: "person",
    ...(wire && { wire }),
  });
  return isRecorded ? refusal : { kind: "ledgerFailed" };
}

/** Passes steps on and records how it ended, also when nobody listens any more. */
async function* closing(answer: Answer, steps: AsyncIterable<ChoreStep>): AsyncGenerator<ChoreEvent> {
  try {
    for await (const step of steps) {
      if (step.kind === "done") answer.close({ outcome: "done" });
      else if (step.kind === "failed") answer.close({ outcome: step.failure.kind });
      yield step;
    }
  } finally {
    answer.close({ outcome: "stopped" });
  }
}
