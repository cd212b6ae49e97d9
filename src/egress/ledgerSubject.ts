import type { ClearedRequest, Purpose } from "../gate/clearedRequest.ts";
import { destinationFields } from "../ledger/destinationFields.ts";
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
    ...destinationFields(permit.destination),
    method: wire.method,
    path: wire.path,
    bytes: wire.body.length,
    sources: purpose.kind === "task" ? [...purpose.sources] : [],
    mode: policy.current().mode,
    epoch: permit.epoch,
  };
}

function taskSubject({ model, trigger, redactions }: Extract<Purpose, { kind: "task" }>) {
  return {
    model,
    trigger,
    ...(redactions.length > 0 && { redactions: [...redactions] }),
  };
}
