import assert from "node:assert/strict";
import { createDismissed } from "../../../src/vscode/dismissed.ts";
import { mementoOf } from "../../support/mementoOf.ts";

describe("vscode/dismissed", () => {
  it("remembers what was dismissed, also in the next window", () => {
    const stored = new Map<string, unknown>();
    const dismissed = createDismissed(mementoOf(stored));
    assert.ok(!dismissed.has("ollama/m"));
    dismissed.add("ollama/m");
    dismissed.add("ollama/n");
    const next = createDismissed(mementoOf(stored));
    assert.deepEqual([next.has("ollama/m"), next.has("ollama/n"), next.has("ollama/o")], [true, true, false]);
  });

  it("takes what it cannot read for nothing", () => {
    const stored = new Map<string, unknown>([["chat.dismissedNotices", "all"]]);
    const dismissed = createDismissed(mementoOf(stored));
    assert.ok(!dismissed.has("all"));
    dismissed.add("ollama/m");
    assert.ok(dismissed.has("ollama/m"));
  });
});
