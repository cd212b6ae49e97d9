import type { Sending } from "../sending/send.ts";
import type { Servers } from "../sending/servers.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Task, Trigger } from "../terms/task.ts";

/** What scouting needs. */
export type ScoutParts = {
  readonly servers: Servers;
  readonly sending: Sending;
  providers(this: void): readonly ProviderConfig[];
  chosen(this: void, task: Task): ModelRef | undefined;
};

/**
 * Asks the servers of a task's route what they have, so that the status bar can say where the next send would go. Only
 * Ollama is asked: no other server's answer changes where a request goes.
 */
export async function scout(task: Task, trigger: Trigger, parts: ScoutParts): Promise<void> {
  const wanted = parts.chosen(task)?.provider;
  const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted);
  if (provider?.kind !== "ollama") return;
  await parts.servers.look(provider, trigger);
  const outlook = parts.sending.outlook(task);
  if (outlook.ok) await parts.servers.preflight(provider, outlook.value.route.model, trigger);
}
