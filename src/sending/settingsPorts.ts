import { ollamaProvider } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import { isSameModel, type ModelRef } from "../terms/modelRef.ts";
import type { Task } from "../terms/task.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What sending takes from the settings, read at use; a provider that may not be used is as one that is not there. */
export function settingsPorts(
  current: () => Settings,
  isAllowed: (providerId: string) => boolean,
): Pick<SendingParts, "providers" | "chosen" | "alternatives" | "declaredHosts"> {
  const preferred = (task: Task): readonly ModelRef[] => {
    const { [`${task}.model` as const]: picked, routes } = current();
    const listed = routes[task] ?? [];
    return picked === undefined ? listed : [picked, ...listed.filter((ref) => !isSameModel(ref, picked))];
  };
  return {
    providers: () =>
      [ollamaProvider(current()["ollama.url"]), ...current().providers].filter(({ id }) => isAllowed(id)),
    chosen: (task) => preferred(task)[0],
    alternatives: (task) => preferred(task).slice(1),
    declaredHosts: () => current()["network.hosts"],
  };
}
