import type { ClearedRequest, Purpose } from "../gate/clearedRequest.ts";
import { destinationFields } from "../ledger/destinationFields.ts";
import { isChore, type Chore } from "../terms/errand.ts";
import type { DoorParts } from "./doorParts.ts";

/** The name of a purpose in the ledger: `chat`, `errand:list`. */
export function purposeName(purpose: Purpose): string {
  return purpose.kind === "task" ? purpose.task : `errand:${purpose.errand.kind}`;
}

/** What the ledger says about a cleared request, whether it was sent or turned away at the door. */
export function ledgerSubject(
  { provider, purpose, wire, permit }: ClearedRequest,
  { workspace, policy }: Pick<DoorParts, "workspace" | "policy">,
) {
  return {
    purpose: purposeName(purpose),
    workspace,
    provider: provider.id,
    ...(purpose.kind === "task" && taskSubject(purpose)),
    ...(purpose.kind === "errand" && isChore(purpose.errand) && choreSubject(purpose.errand)),
    ...destinationFields(permit.destination),
    method: wire.method,
    path: wire.path,
    bytes: wire.body.length,
    sources: purpose.kind === "task" ? [...purpose.sources] : [],
    mode: policy.current().mode,
    epoch: permit.epoch,
  };
}

/** Only a person has a server changed; which model of it is written down. */
function choreSubject({ model }: Chore) {
  return { model, trigger: "person" as const };
}

function taskSubject({ model, trigger, redactions }: Extract<Purpose, { kind: "task" }>) {
  return {
    model,
    trigger,
    ...(redactions.length > 0 && { redactions: [...redactions] }),
  };
}
