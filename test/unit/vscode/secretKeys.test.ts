import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createSecretKeys } from "../../../src/vscode/secretKeys.ts";

/** As the editor's SecretStorage, with what is in it. */
function secretStorage(): { readonly stored: Map<string, string>; readonly secrets: vscode.SecretStorage } {
  const stored = new Map<string, string>();
  const secrets: Pick<vscode.SecretStorage, "get" | "store" | "delete"> = {
    get: (name) => Promise.resolve(stored.get(name)),
    store: (name, value) => Promise.resolve(void stored.set(name, value)),
    delete: (name) => Promise.resolve(void stored.delete(name)),
  };
  return { stored, secrets: secrets as vscode.SecretStorage };
}

describe("vscode/secretKeys", () => {
  it("keeps a key under its scheme, host and port, and gives it to no other", async () => {
    const { stored, secrets } = secretStorage();
    const keys = createSecretKeys(secrets);
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
    const { stored, secrets } = secretStorage();
    const keys = createSecretKeys(secrets);
    await keys.store("https://api.example:443", "sk-1");
    await keys.store("https://api.example:8443", "sk-2");
    await keys.remove("https://api.example:443");
    assert.deepEqual([...stored.values()], ["sk-2"]);
  });
});
