import { ollamaProvider } from "../settings/providerConfig.ts";
import type { Settings } from "../settings/readSettings.ts";
import type { SendingParts } from "./sendingParts.ts";

/** What sending takes from the settings, read at use. */
export function settingsPorts(
  current: () => Settings,
): Pick<SendingParts, "providers" | "chosen" | "declaredHosts"> {
  return {
    providers: () => [ollamaProvider(current()["ollama.url"]), ...current().providers],
    chosen: (task) => current()[`${task}.model`],
    declaredHosts: () => current()["network.hosts"],
  };
}
