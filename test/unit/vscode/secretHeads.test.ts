import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createSecretHeads } from "../../../src/vscode/secretHeads.ts";

describe("vscode/secretHeads", () => {
  let stored: Map<string, string>;
  let heads: ReturnType<typeof createSecretHeads>;
  beforeEach(() => {
    stored = new Map([["drawbridge.key https://api.example.com:443", "sk-1"]]);
    const secrets: vscode.SecretStorage = {
      keys: () => Promise.resolve([...stored.keys()]),
      get: (name) => Promise.resolve(stored.get(name)),
      store: (name, value) => Promise.resolve(void stored.set(name, value)),
      delete: (name) => Promise.resolve(void stored.delete(name)),
      onDidChange: () => assert.fail("nobody listens"),
    };
    heads = createSecretHeads(secrets);
  });

  const head = (file: string, count = 1) => ({ file, count, head: "h", bodyKey: "k" });

  it("keeps each file's head under a key of its own, so that windows do not meet", async () => {
    await heads.keep(head("a.jsonl"));
    await heads.keep(head("b.jsonl"));
    await heads.keep(head("a.jsonl", 2));
    assert.deepEqual(await heads.all(), [head("a.jsonl", 2), head("b.jsonl")]);
    assert.deepEqual([await heads.get("b.jsonl"), await heads.get("c.jsonl")], [head("b.jsonl"), undefined]);
    assert.equal(stored.size, 3);
  });

  it("removes one head and no key", async () => {
    await heads.keep(head("a.jsonl"));
    await heads.remove("a.jsonl");
    assert.deepEqual([await heads.all(), stored.size], [[], 1]);
  });

  it("takes what it cannot read for no head", async () => {
    stored.set("drawbridge.ledgerHead a.jsonl", "{");
    stored.set("drawbridge.ledgerHead b.jsonl", '{"count":"many"}');
    assert.deepEqual(await heads.all(), []);
  });
});
