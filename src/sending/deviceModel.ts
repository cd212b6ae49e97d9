import { classify } from "../destinations/classify.ts";
import { chooseRoute } from "../routing/chooseRoute.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { staysHere } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Task, Trigger } from "../terms/task.ts";
import { evidenceFor } from "./evidence.ts";
import type { SendingParts } from "./sendingParts.ts";
import type { Servers } from "./servers.ts";

/**
 * A model on this device that can do a task, looked for among the servers whose word on it can be checked, with the
 * user's own choice first. `undefined` when there is none.
 */
export async function findDeviceModel(
  parts: SendingParts,
  servers: Servers,
  { task, trigger }: { readonly task: Task; readonly trigger: Trigger },
): Promise<ModelRef | undefined> {
  const chosen = parts.chosen(task);
  const local = parts.providers().filter(({ kind }) => kind === "ollama");
  const isChosen = ({ id }: ProviderConfig): boolean => id === chosen?.provider;
  for (const provider of local.toSorted((a, b) => Number(isChosen(b)) - Number(isChosen(a)))) {
    await servers.look(provider, trigger);
    const wanted = chosen?.provider === provider.id ? chosen : undefined;
    for (const choice of wanted === undefined ? [undefined] : [wanted, undefined]) {
      const route = chooseRoute({
        task,
        chosen: choice,
        providers: [provider],
        known: (one) => servers.known(one),
      });
      if (!route.ok) continue;
      const { model } = route.value;
      const { report } = await servers.preflight(provider, model, trigger);
      if (staysHere(classify(evidenceFor(provider, report, parts)).destination))
        return { provider: provider.id, model };
    }
  }
  return undefined;
}
