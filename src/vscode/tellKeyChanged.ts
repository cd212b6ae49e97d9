import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";

/** Says that the key of a provider has changed: it is that of every other one at its origin which takes one, too. */
export function tellKeyChanged(
  provider: ProviderConfig,
  { providers, onKeysChanged }: Pick<DeskParts, "providers" | "onKeysChanged">,
): void {
  const origin = originOf(provider.url);
  const others = providers().filter(
    ({ id, kind, url }) => id !== provider.id && presetOf(kind).key !== "none" && originOf(url) === origin,
  );
  onKeysChanged([provider, ...others]);
}
