import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { WrongEntry } from "./wrongEntries.ts";

/**
 * The origins, of some that a key was set for, where no provider takes one any more: its entry was deleted or moved by hand.
 * An entry that is only wrong for now still counts.
 */
export function unusedKeys(
  origins: readonly string[],
  providers: readonly ProviderConfig[],
  wrong: readonly WrongEntry[],
): readonly string[] {
  const keyed = providers.filter(({ kind }) => presetOf(kind).key !== "none");
  const used = new Set([...keyed.map(({ url }) => originOf(url)), ...wrong.map(({ origin }) => origin)]);
  return origins.filter((origin) => !used.has(origin));
}
