import { readAll } from "./readAll.ts";
import { err, type Result } from "../base/result.ts";
import type { Evidence } from "../destinations/evidence.ts";
import type { DoorFailure } from "../egress/doorFailure.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import { clearErrand } from "../gate/clear.ts";
import type { ErrandAnswer, ProviderFailure } from "../providers/provider.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import type { Question } from "../terms/errand.ts";
import type { Refusal } from "../terms/refusal.ts";
import { evidenceFor, type Surroundings } from "./evidence.ts";
import { recordRefusal } from "./recordRefusal.ts";
import type { SendingParts } from "./sendingParts.ts";

/** Why an errand brought nothing home. */
export type ErrandFailure =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** This kind of server has no such request. */
  | { readonly kind: "notOffered" }
  | { readonly kind: "failed"; readonly failure: ProviderFailure | DoorFailure };

/** Asks questions, one at a time per call, through the same gate and door as everything else. */
export type RunErrand = (
  errand: Question,
  provider: ProviderConfig,
) => Promise<Result<ErrandAnswer, ErrandFailure>>;

/** What an errand learns serves everybody, so no single caller can stop it; the door bounds its time. */
const nobodyWaits = new AbortController().signal;

type Judged = { readonly evidence: Evidence; readonly cleared: Result<ClearedRequest, Refusal> | undefined };

function judge(errand: Question, provider: ProviderConfig, surroundings: Surroundings): Judged {
  const evidence = evidenceFor(provider, { kind: "errand" }, surroundings);
  const policy = surroundings.policy.current();
  return { evidence, cleared: clearErrand({ errand, provider, evidence, policy }) };
}

/** What the gate would say to a question, from what is known now. Asks nobody and records nothing. */
export function errandRefusal(
  errand: Question,
  provider: ProviderConfig,
  surroundings: Surroundings,
): Refusal | undefined {
  const { cleared } = judge(errand, provider, surroundings);
  return cleared?.ok === false ? cleared.error : undefined;
}

/** Makes what asks questions. */
export function createErrands(parts: SendingParts): RunErrand {
  return async (errand, provider) => {
    const { evidence, cleared } = judge(errand, provider, parts);
    if (cleared === undefined) return err({ kind: "notOffered" });
    if (!cleared.ok) {
      const purpose = `errand:${errand.kind}`;
      return recordRefusal(cleared.error, { purpose, provider, evidence, parts })
        ? err({ kind: "refused", refusal: cleared.error })
        : err({ kind: "failed", failure: { kind: "ledgerFailed" } });
    }
    const opened = await parts.door.open(cleared.value, nobodyWaits);
    if (!opened.ok) return err({ kind: "failed", failure: opened.error });
    const answer = opened.value;
    const body = await readAll(answer);
    if (!body.ok) return err({ kind: "failed", failure: body.error });
    const { readErrand } = await parts.load(presetOf(provider.kind).wire);
    const read = readErrand(errand, { status: answer.status, body: body.value });
    answer.close({ outcome: read.ok ? "done" : read.error.kind });
    return read.ok ? read : err({ kind: "failed", failure: read.error });
  };
}
