import { keyProperties } from "../settings/providerConfig.ts";
import { valueUnder } from "../settings/valueUnder.ts";
import { keyProblem } from "./keyProblem.ts";

/** A key that stands in the settings, and the entry as it is without it. */
export type KeyInEntry = {
  readonly key: string | undefined;
  readonly rest: Readonly<Record<string, unknown>>;
};

/** The key as a header holds it, without the word before it. */
function keyIn(value: unknown): string | undefined {
  if (typeof value === "string") {
    const key = value.trim().replace(/^bearer\s+/i, "");
    return key === "" || keyProblem(key) !== undefined ? undefined : key;
  }
  const held = keyProperties(value).map((name) => keyIn(valueUnder(value, name)));
  return held.find((key) => key !== undefined);
}

/** Takes the key out of an entry of `drawbridge.providers`; `key` is absent when what stands there cannot be one. */
export function keyInEntry(entry: unknown, property: string): KeyInEntry | undefined {
  if (!keyProperties(entry).includes(property)) return undefined;
  const all = Object.entries(entry as Readonly<Record<string, unknown>>);
  return {
    key: keyIn(valueUnder(entry, property)),
    rest: Object.fromEntries(all.filter(([name]) => name !== property)),
  };
}
