import assert from "node:assert/strict";
import * as vscode from "vscode";
import { watchTriedSettings } from "../../../src/vscode/triedSettingsSource.ts";
import { attack, forms, userKeysOfAttack } from "../attack.ts";
import { drawbridge } from "../drawbridge.ts";
import { ledgerEntriesWith } from "../ledgerEntries.ts";
import { modeInForce } from "../modeInForce.ts";
import { writeFolderSettings } from "../settings.ts";
import { waitFor } from "../waitFor.ts";

describe("Drawbridge in Restricted Mode", () => {
  it("is active, because it declares limited support", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await drawbridge().activate();
    assert.equal(drawbridge().isActive, true);
  });

  it("stays on this device, although the user starts elsewhere with Ask before cloud", async () => {
    const configured = vscode.workspace.getConfiguration("drawbridge").inspect("privacy.defaultMode");
    assert.equal(configured?.globalValue, "ask");
    assert.equal(await modeInForce(), "On this device");
  });

  it("does not listen to the project's settings, however they are written", async () => {
    for (const content of Object.values(forms(attack))) {
      await writeFolderSettings(content);
      assert.equal(await modeInForce(), "On this device");
    }
    assert.deepEqual(ledgerEntriesWith("evil"), []);
  });

  it("finds out all the same what the project tries to set", async () => {
    await writeFolderSettings(forms(attack)["nested"] ?? {});
    const source = watchTriedSettings();
    try {
      const tried = (): string =>
        source
          .current()
          .map(({ key }) => key)
          .join();
      await waitFor("what is tried", () => tried() === userKeysOfAttack.join() || undefined);
    } finally {
      source.dispose();
    }
  });
});
