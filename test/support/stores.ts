import type { StorePort } from "../../src/setup/unfinishedPulls.ts";

/** The editor's store, in memory. */
export function storeInMemory(filled: Readonly<Record<string, unknown>> = {}): StorePort {
  const map = new Map(Object.entries(filled));
  return {
    get: (key) => map.get(key),
    set: (key, value) => {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
      return Promise.resolve();
    },
    keys: () => [...map.keys()],
  };
}
