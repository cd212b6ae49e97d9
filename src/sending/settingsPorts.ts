import { ollamaProvider } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What sending takes from the settings, read at use; a provider that may not be used is as one that is not there. */
export function settingsPorts(
  current: () => Settings,
  isAllowed: (providerId: string) => boolean,
): Pick<SendingParts, "providers" | "chosen" | "declaredHosts"> {
  return {
    providers: () =>
      [ollamaProvider(current()["ollama.url"]), ...current().providers].filter(({ id }) => isAllowed(id)),
    chosen: (task) => current()[`${task}.model`],
    declaredHosts: () => current()["network.hosts"],
  };
}
