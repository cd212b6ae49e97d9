import assert from "node:assert/strict";
import type * as vscode from "vscode";
import { createDismissed } from "../../../src/vscode/dismissed.ts";

function stateWith(stored: Map<string, unknown>): vscode.Memento {
  return {
    keys: () => [...stored.keys()],
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => {
      stored.set(key, value);
      return Promise.resolve();
    },
  } as vscode.Memento;
}

describe("vscode/dismissed", () => {
  it("remembers what was dismissed, also in the next window", () => {
    const stored = new Map<string, unknown>();
    const dismissed = createDismissed(stateWith(stored));
    assert.ok(!dismissed.has("ollama/m"));
    dismissed.add("ollama/m");
    dismissed.add("ollama/n");
    const next = createDismissed(stateWith(stored));
    assert.deepEqual([next.has("ollama/m"), next.has("ollama/n"), next.has("ollama/o")], [true, true, false]);
  });

  it("takes what it cannot read for nothing", () => {
    const stored = new Map<string, unknown>([["chat.dismissedNotices", "all"]]);
    const dismissed = createDismissed(stateWith(stored));
    assert.ok(!dismissed.has("all"));
    dismissed.add("ollama/m");
    assert.ok(dismissed.has("ollama/m"));
  });
});
