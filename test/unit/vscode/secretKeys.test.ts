import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createSecretKeys } from "../../../src/vscode/secretKeys.ts";

type Stores = Pick<vscode.ExtensionContext, "secrets" | "globalState">;

/** As the editor's stores, with what is in them. */
function editorStores(): {
  readonly stored: Map<string, string>;
  readonly state: Map<string, unknown>;
  readonly stores: Stores;
} {
  const stored = new Map<string, string>();
  const state = new Map<string, unknown>();
  const globalState: Pick<vscode.Memento, "get" | "update" | "keys"> = {
    get: (name: string) => state.get(name),
    update: (name, value) => {
      if (value === undefined) state.delete(name);
      else state.set(name, value);
      return Promise.resolve();
    },
    keys: () => [...state.keys()],
  };
  const secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete"> = {
    get: (name) => Promise.resolve(stored.get(name)),
    store: (name, value) => Promise.resolve(void stored.set(name, value)),
    delete: (name) => Promise.resolve(void stored.delete(name)),
  };
  return { stored, state, stores: { secrets, globalState } as Stores };
}

describe("vscode/secretKeys", () => {
  it("keeps a key under its scheme, host and port, and gives it to no other", async () => {
    const { stored, stores } = editorStores();
    const keys = createSecretKeys(stores);
    await keys.store("https://api.example:443", "sk-1");
    assert.deepEqual([...stored], [["drawbridge.key https://api.example:443", "sk-1"]]);
    assert.equal(await keys.keyFor("https://api.example:443"), "sk-1");
    for (const other of [
      "https://api.example:8443",
      "http://api.example:443",
      "https://api.example.evil.example:443",
      "https://api.example:4430",
    ])
      assert.equal(await keys.keyFor(other), undefined, other);
  });

  it("forgets the key of one origin, and no other", async () => {
    const { stored, stores } = editorStores();
    const keys = createSecretKeys(stores);
    await keys.store("https://api.example:443", "sk-1");
    await keys.store("https://api.example:8443", "sk-2");
    await keys.remove("https://api.example:443");
    assert.deepEqual([...stored.values()], ["sk-2"]);
  });

  const origin = "https://api.example:443";

  it("remembers that there was a key, and nothing of it, so that a lost one is known", async () => {
    const { stored, state, stores } = editorStores();
    const keys = createSecretKeys(stores);
    assert.equal(keys.hadKey(origin), false);
    await keys.store(origin, "sk-canary");
    assert.deepEqual([...state], [[`drawbridge.hadKey ${origin}`, true]]);
    stored.clear();
    assert.deepEqual([await keys.keyFor(origin), keys.hadKey(origin)], [undefined, true]);
    await keys.remove(origin);
    assert.deepEqual([keys.hadKey(origin), state.size], [false, 0]);
  });

  it("tells for which origins there is or was a key", async () => {
    const { state, stores } = editorStores();
    const keys = createSecretKeys(stores);
    state.set("drawbridge.other https://api.example:1", true);
    await keys.store(origin, "sk-1");
    await keys.store("https://api.example:8443", "sk-2");
    await keys.remove("https://api.example:8443");
    assert.deepEqual(keys.origins(), [origin]);
  });

  it("remembers a key that was stored before anything was remembered", async () => {
    const { stored, stores } = editorStores();
    const keys = createSecretKeys(stores);
    stored.set(`drawbridge.key ${origin}`, "sk-1");
    assert.equal(await keys.keyFor(origin), "sk-1");
    assert.equal(keys.hadKey(origin), true);
  });

  it("has no key where the key ring does not open", async () => {
    const { stores } = editorStores();
    const secrets = { ...stores.secrets, get: () => Promise.reject(new Error("locked")) };
    assert.equal(await createSecretKeys({ ...stores, secrets }).keyFor(origin), undefined);
  });
});
