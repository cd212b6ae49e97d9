import { forecast } from "../gate/clear.ts";
import { evidenceFor } from "../sending/evidence.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { SendingParts } from "../sending/sendingParts.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { RoamingTask } from "../terms/task.ts";
import { scout } from "./scout.ts";

/** Asks a person for the confirmation that a server waits for before it may even be asked. `false`: they said no. */
export async function confirmServer(provider: ProviderConfig, parts: SendingParts): Promise<boolean> {
  const { refusal } = forecast(evidenceFor(provider, { kind: "errand" }, parts), parts.policy.current());
  return confirmed(refusal, parts);
}

/**
 * Asks a person for every confirmation that stands before a task, now that they have picked a model or asked for it:
 * for completion, which never asks, this is the only way. `model`: instead of the one the settings name. `false`: they
 * said no.
 */
export async function confirmRoute(task: RoamingTask, open: OpenSending, model?: ModelRef): Promise<boolean> {
  const { parts, sending } = open;
  const wanted = (model ?? parts.chosen(task))?.provider;
  const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted);
  if (provider === undefined) return true;
  // What an Ollama server says decides what has to be asked, and it may have to be confirmed before it says anything.
  if (provider.kind === "ollama" && !(await confirmServer(provider, parts))) return false;
  await scout({ task, trigger: "person", ...(model && { model }) }, open);
  const outlook = sending.outlook(task, model && { model });
  return outlook.ok ? confirmed(outlook.value.refusal, parts) : true;
}

async function confirmed(refusal: Refusal | undefined, { consent }: SendingParts): Promise<boolean> {
  return refusal?.kind === "needsConfirmation" ? consent.confirm(refusal.destination, refusal.key) : true;
}
