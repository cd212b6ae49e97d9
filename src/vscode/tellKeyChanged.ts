import { presetOf } from "../settings/providerPresets.ts";
import { originOf } from "../terms/origin.ts";
import type { DeskParts } from "./deskParts.ts";

/** Says that the key of an origin has changed: it is that of every provider there which takes one. */
export function tellKeyChanged(
  origin: string,
  { providers, onKeysChanged }: Pick<DeskParts, "providers" | "onKeysChanged">,
): void {
  onKeysChanged(
    providers().filter(({ kind, url }) => presetOf(kind).key !== "none" && originOf(url) === origin),
  );
}
