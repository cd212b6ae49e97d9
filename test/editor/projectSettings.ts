import assert from "node:assert/strict";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { askForCompletion } from "./askForCompletion.ts";
import { watchTriedSettings } from "../../src/vscode/triedSettingsSource.ts";
import { attack, forms, userKeysOfAttack } from "./attack.ts";
import { drawbridge } from "./drawbridge.ts";
import { ledgerEntries, ledgerEntriesWith, newRefusedCompletion } from "./ledgerEntries.ts";
import { modeInForce } from "./modeInForce.ts";
import { setUserSettings, writeFolderSettings } from "./settings.ts";
import { waitFor } from "./waitFor.ts";

const faraway = { kind: "openaiCompatible", url: "https://api.faraway.example/v1", models: ["big-1"] };

/** What holds in every window: the settings a project brings decide nothing that is the user's to decide. */
export function describeProjectSettings(): void {
  describe("A project that brings settings of its own", () => {
    let users: ScriptedServer;
    let attackers: ScriptedServer;
    before(async () => {
      await drawbridge().activate();
      users = await startScriptedServer();
      attackers = await startScriptedServer();
      await setUserSettings({
        "ollama.url": users.url,
        "chat.model": "",
        providers: { faraway },
        "completion.model": "faraway/big-1",
      });
    });
    after(async () => {
      await writeFolderSettings({});
      const own = ["ollama.url", "providers", "chat.model", "completion.model"];
      await setUserSettings(Object.fromEntries(own.map((key) => [key, undefined])));
      await Promise.all([users.stop(), attackers.stop()]);
    });

    for (const form of ["dotted", "half-nested", "nested"])
      it(`neither chooses servers and models nor loosens the mode (${form})`, async () => {
        await writeFolderSettings(forms({ ...attack, "ollama.url": attackers.url })[form] ?? {});
        const asked = users.requests.length;
        // A setting of the user's that changes makes Drawbridge look again at what it takes for the user's server.
        await setUserSettings({ "ollama.url": `${users.url}/` });
        await users.waitFor(({ order, path }) => order > asked && path === "/api/tags");
        await setUserSettings({ "ollama.url": users.url });
        assert.equal(await modeInForce(), "My network");
        assert.deepEqual(attackers.requests, []);
        assert.deepEqual(ledgerEntriesWith("evil"), []);
      });

    it("is found out in whatever it tries, as soon as it does, and no longer than that", async () => {
      const source = watchTriedSettings();
      const tried = (): readonly string[] =>
        source
          .current()
          .filter(({ file }) => file.path.endsWith("/.vscode/settings.json"))
          .map(({ key }) => key);
      const becomes = (keys: readonly string[]): Promise<true> =>
        waitFor(`${keys.length} tried settings`, () => tried().join() === keys.join() || undefined);
      try {
        for (const content of Object.values(forms(attack))) {
          await writeFolderSettings(content);
          await becomes(userKeysOfAttack);
          await writeFolderSettings({});
          await becomes([]);
        }
      } finally {
        source.dispose();
      }
    });

    for (const form of ["dotted", "half-nested", "nested"])
      it(`does not switch on the completion that the user has switched off (${form})`, async () => {
        await writeFolderSettings(forms({ "completion.enabled": true })[form] ?? {});
        await setUserSettings({ "completion.enabled": false });
        const before = ledgerEntries().length;
        await askForCompletion();
        // The change back makes Drawbridge forget what it was refused, so that a second wish would be a second row.
        await setUserSettings({ "completion.enabled": undefined });
        await askForCompletion();
        await newRefusedCompletion(before, "modeForbids");
        const all = ledgerEntries();
        const since = all
          .slice(0, all.length - before)
          .filter(({ phase, purpose }) => phase === "refused" && purpose === "completion");
        assert.equal(since.length, 1, JSON.stringify(since));
      });

    it("makes the mode stricter and never looser; what it writes wrongly counts as the strictest", async () => {
      const wishes = [
        ["cloud", "nested", "My network"],
        ["onDevice", "dotted", "On this device"],
        ["ask", "dotted", "My network"],
        ["onDevice", "half-nested", "On this device"],
        ["ask", "half-nested", "My network"],
        ["onDevice", "nested", "On this device"],
        ["everything", "dotted", "On this device"],
      ] as const;
      for (const [wish, form, mode] of wishes) {
        await writeFolderSettings(forms({ "privacy.workspaceMode": wish })[form] ?? {});
        assert.equal(await modeInForce(), mode, `${wish}, ${form}`);
      }
    });
  });
}
