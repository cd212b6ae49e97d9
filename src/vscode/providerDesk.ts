import type { ProviderConfig } from "../settings/providerConfig.ts";
import { addProvider, tellAdded } from "./addProvider.ts";
import type { DeskParts } from "./deskParts.ts";
import { editProvider } from "./editProvider.ts";
import { inputKey } from "./keyInput.ts";
import { moveKey } from "./moveKey.ts";
import { removeProvider } from "./removeProvider.ts";
import { testProvider } from "./testProvider.ts";

/** What a person does about providers and their keys. */
export type ProviderDesk = {
  readonly add: () => Promise<void>;
  readonly test: (provider?: ProviderConfig) => Promise<void>;
  readonly edit: () => Promise<void>;
  readonly remove: () => Promise<void>;
  readonly setKey: () => Promise<void>;
  /** Moves a key from a property of an entry in the settings to the secret storage. */
  readonly moveKey: (id: string, property: string) => Promise<void>;
};

/** Opens the desk; a bundle of its own, loaded with the first command about providers. */
export function createProviderDesk(parts: DeskParts): ProviderDesk {
  return {
    add: async () => {
      const added = await addProvider(parts);
      if (added !== undefined && (await tellAdded(added, parts))) await testProvider(parts, added);
    },
    test: (provider) => testProvider(parts, provider),
    edit: () => editProvider(parts),
    remove: () => removeProvider(parts),
    setKey: () => inputKey(parts),
    moveKey: (id, property) => moveKey(id, property, parts),
  };
}
