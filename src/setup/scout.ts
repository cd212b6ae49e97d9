import type { OpenSending } from "../sending/openSending.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { RoamingTask, Trigger } from "../terms/task.ts";

/** What is to be found out, and for whom. */
export type Scouted = {
  readonly task: RoamingTask;
  readonly trigger: Trigger;
  /** Instead of the model the settings name. */
  readonly model?: ModelRef;
};

/** What scouting uses of the parts that sending is made of. */
export type ScoutParts = {
  readonly parts: Pick<OpenSending["parts"], "chosen" | "providers"> & {
    readonly policy: Pick<OpenSending["parts"]["policy"], "current">;
  };
  /** What they find out is known to those who tell it. */
  readonly servers: {
    readonly [K in "look" | "preflight"]: (
      ...asked: Parameters<OpenSending["servers"][K]>
    ) => Promise<unknown>;
  };
  readonly sending: Pick<OpenSending["sending"], "outlook">;
};

/**
 * Asks the servers of a task's route what they have, unless that is fresh, so that the status bar can say where the next
 * send would go. Only Ollama is asked: no other server's answer changes where a request goes. Nobody is asked while
 * paused.
 */
export async function scout(
  { task, trigger, model }: Scouted,
  { parts, servers, sending }: ScoutParts,
): Promise<void> {
  const wanted = (model ?? parts.chosen(task))?.provider;
  const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted);
  if (provider?.kind !== "ollama" || parts.policy.current().paused) return;
  await servers.look(provider, trigger);
  const outlook = sending.outlook(task, model && { model });
  if (outlook.ok) await servers.preflight(provider, outlook.value.route.model, trigger);
}
