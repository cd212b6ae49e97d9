import { ollamaProvider } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import { isSameModel, type ModelRef } from "../terms/modelRef.ts";
import type { SettingKey } from "../settings/table.ts";
import { picksFrom, type Task } from "../terms/task.ts";
import type { SendingParts } from "./sendingParts.ts";

/** The settings that name models. */
const modelSettings = {
  chat: "chat.model",
  completion: "completion.model",
  embed: "embedding.model",
} as const satisfies { readonly [T in Task]?: SettingKey };

/** What sending takes from the settings, read at use; a provider that may not be used is as one that is not there. */
export function settingsPorts(
  current: () => Settings,
  isAllowed: (providerId: string) => boolean,
): Pick<SendingParts, "providers" | "chosen" | "alternatives" | "declaredHosts"> {
  const preferred = (task: Task): readonly ModelRef[] => {
    const { routes } = current();
    // What made the numbers of an index is the only one that can make those of a question: no other stands in.
    const listed = task === "embed" ? [] : (routes[task] ?? []);
    const from = task === "embed" ? task : picksFrom(task);
    if (from !== task) return listed.length > 0 ? listed : preferred(from);
    const { [modelSettings[from]]: picked } = current();
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
