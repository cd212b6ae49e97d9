import type * as vscode from "vscode";
import type { Keys } from "../egress/requestHeaders.ts";
import { createPrivateStore } from "./privateStore.ts";

/** API keys in the editor's SecretStorage, each bound to one exact origin. */
export type SecretKeys = Required<Keys> & {
  store(origin: string, key: string): Promise<void>;
  remove(origin: string): Promise<void>;
  /** The origins for which a key is remembered; the secret storage may have lost some. */
  origins(): readonly string[];
  /** Whether a key of the global state is one that remembers an origin. */
  isMark(key: string): boolean;
};

/**
 * Opens the key store. The global state remembers which origins had a key, and nothing of the key: what the secret storage
 * has lost since then, with a key ring that was reset or a browser's data, is told from what never was.
 */
export function createSecretKeys({
  secrets,
  globalState,
}: Pick<vscode.ExtensionContext, "secrets" | "globalState">): SecretKeys {
  const memory = createPrivateStore(globalState);
  const name = (origin: string): string => `drawbridge.key ${origin}`;
  const marked = "drawbridge.hadKey ";
  const mark = (origin: string): string => `${marked}${origin}`;
  const hadKey = (origin: string): boolean => memory.get(mark(origin)) === true;
  return {
    keyFor: async (origin) => {
      // A key ring that does not open gives no key either, and says so by failing.
      const key = await secrets.get(name(origin)).then(
        (kept) => kept,
        () => undefined,
      );
      if (key !== undefined && !hadKey(origin)) await memory.set(mark(origin), true);
      return key;
    },
    hadKey,
    isMark: (key) => key.startsWith(marked),
    store: async (origin, key) => {
      await secrets.store(name(origin), key);
      await memory.set(mark(origin), true);
    },
    remove: async (origin) => {
      await secrets.delete(name(origin));
      await memory.set(mark(origin), undefined);
    },
    origins: () =>
      memory
        .keys()
        .filter((key) => key.startsWith(marked))
        .map((key) => key.slice(marked.length))
        .filter(hadKey),
  };
}
