import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { KeptData } from "../../../src/privacy/keptData.ts";
import { createForgottenDrafts } from "../../../src/vscode/forgottenDrafts.ts";
import { keptKinds, type KeptParts } from "../../../src/vscode/keptKinds.ts";
import { storeInMemory } from "../../support/stores.ts";

describe("vscode/keptKinds", () => {
  let storage: string;
  beforeEach(() => {
    storage = mkdtempSync(join(tmpdir(), "drawbridge-kept-"));
  });
  afterEach(() => {
    rmSync(storage, { recursive: true });
  });

  it("deletes every choice, and not that drafts of other windows are to be forgotten", async () => {
    const store = storeInMemory({ "drawbridge.mode /project": "network" });
    const drafts = createForgottenDrafts(store, () => 1000);
    const none = (): undefined => undefined;
    const known: Pick<KeptParts, "globalStorageUri" | "privateStore"> & {
      readonly [P in "grants" | "policy" | "keys" | "workspaceState"]: Partial<KeptParts[P]>;
    } = {
      globalStorageUri: vscode.Uri.file(storage),
      privateStore: store,
      grants: { list: () => [] },
      policy: { refresh: none },
      keys: { isMark: () => false },
      workspaceState: { keys: () => [] },
    };
    const kind = (): KeptData | undefined =>
      keptKinds(known as KeptParts).find(({ label }) => label === "Choices");
    await drafts.forget();
    assert.equal(await kind()?.amount(), "1 entry");
    await kind()?.remove();
    assert.deepEqual([store.keys().length, drafts.beforeMs()], [1, 1000]);
    assert.equal(await kind()?.amount(), undefined, "and does not count that among what is kept");
  });
});
