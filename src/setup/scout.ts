import type { OpenSending } from "../sending/openSending.ts";
import type { Task, Trigger } from "../terms/task.ts";

/**
 * Asks the servers of a task's route what they have, so that the status bar can say where the next send would go. Only
 * Ollama is asked: no other server's answer changes where a request goes.
 */
export async function scout(
  task: Task,
  trigger: Trigger,
  { parts, servers, sending }: OpenSending,
): Promise<void> {
  const wanted = parts.chosen(task)?.provider;
  const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted);
  if (provider?.kind !== "ollama") return;
  await servers.look(provider, trigger);
  const outlook = sending.outlook(task);
  if (outlook.ok) await servers.preflight(provider, outlook.value.route.model, trigger);
}
