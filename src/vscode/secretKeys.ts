import type * as vscode from "vscode";
import type { Keys } from "../egress/requestHeaders.ts";

/** API keys in the editor's SecretStorage, each bound to one exact origin. */
export type SecretKeys = Keys & {
  store(origin: string, key: string): Promise<void>;
  remove(origin: string): Promise<void>;
};

/** Opens the key store. */
export function createSecretKeys(secrets: vscode.SecretStorage): SecretKeys {
  const name = (origin: string): string => `drawbridge.key ${origin}`;
  return {
    keyFor: async (origin) => secrets.get(name(origin)),
    store: async (origin, key) => {
      await secrets.store(name(origin), key);
    },
    remove: async (origin) => {
      await secrets.delete(name(origin));
    },
  };
}
