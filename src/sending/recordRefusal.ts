import { classify } from "../destinations/classify.ts";
import type { Evidence } from "../destinations/evidence.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { destinationFields } from "../ledger/destinationFields.ts";
import type { NewEntry, RefusedEntry } from "../ledger/record.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Source } from "../terms/source.ts";
import type { Trigger } from "../terms/task.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What was refused, for its record. */
export type Refused = {
  /** `chat`, `completion`, `errand:list`. */
  readonly purpose: string;
  readonly provider: ProviderConfig;
  readonly evidence: Evidence;
  readonly parts: SendingParts;
  readonly model?: string;
  readonly wire?: WireRequest;
  readonly sources?: readonly Source[];
  readonly trigger?: Trigger;
};

/**
 * Writes a refusal into the ledger: what is stopped is recorded like what leaves. `false` when the ledger cannot be
 * written; nothing was sent all the same.
 */
export function recordRefusal(refusal: Refusal, refused: Refused): boolean {
  try {
    refused.parts.ledger.append(refusedEntry(refusal, refused));
    return true;
  } catch (error) {
    refused.parts.log.error("A refusal could not be recorded", error);
    return false;
  }
}

function refusedEntry(
  refusal: Refusal,
  { purpose, provider, evidence, parts, model, wire, sources, trigger }: Refused,
): NewEntry {
  const { destination } = classify(evidence);
  const { mode, epoch } = parts.policy.current();
  return {
    phase: "refused",
    id: crypto.randomUUID(),
    purpose,
    workspace: parts.workspace,
    provider: provider.id,
    ...(model !== undefined && { model }),
    ...(trigger && { trigger }),
    ...destinationFields(destination),
    method: wire?.method ?? "GET",
    path: wire?.path ?? "",
    bytes: wire?.body.length ?? 0,
    sources: [...(sources ?? [])],
    refusal: refusal.kind,
    ...excludingRule(refusal),
    mode,
    epoch,
  };
}

function excludingRule(refusal: Refusal): Pick<RefusedEntry, "rule"> {
  if (refusal.kind !== "sourceExcluded") return {};
  const { source, rule, from } = refusal;
  return { rule: { path: source.path, rule, from } };
}
