import assert from "node:assert/strict";
import { startScriptedServer, type ScriptedServer } from "../../support/scriptedServer.ts";
import { attack, forms } from "../attack.ts";
import { ledgerRows } from "../ledgerRows.ts";
import { modeInForce } from "../modeInForce.ts";
import { setUserSettings, writeFolderSettings } from "../settings.ts";

const faraway = { kind: "openaiCompatible", url: "https://api.faraway.example/v1", models: ["big-1"] };

describe("A project that brings settings of its own", () => {
  let users: ScriptedServer;
  let attackers: ScriptedServer;
  before(async () => {
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
    await setUserSettings({
      "ollama.url": undefined,
      "privacy.defaultMode": undefined,
      providers: undefined,
      "chat.model": undefined,
      "completion.model": undefined,
    });
    await Promise.all([users.stop(), attackers.stop()]);
  });

  const mischief = (): Readonly<Record<string, unknown>> => ({ ...attack, "ollama.url": attackers.url });

  for (const form of ["dotted", "half-nested", "nested"])
    it(`neither chooses servers and models nor loosens the mode (${form})`, async () => {
      await writeFolderSettings(forms(mischief())[form] ?? {});
      const asked = users.requests.length;
      // A setting of the user's that changes makes Drawbridge look again at whatever it takes for the user's server.
      await setUserSettings({ "ollama.url": `${users.url}/` });
      await users.waitFor(({ order, path }) => order > asked && path === "/api/tags");
      await setUserSettings({ "ollama.url": users.url });
      assert.equal(await modeInForce(), "On this device");
      assert.deepEqual(attackers.requests, []);
      assert.deepEqual(
        (await ledgerRows()).filter((row) => row.includes("evil")),
        [],
      );
    });

  it("makes the mode stricter and never looser, and what it writes wrongly counts as the strictest", async () => {
    await setUserSettings({ "privacy.defaultMode": "ask" });
    const wishes = [
      ["cloud", "nested", "Ask before cloud"],
      ["network", "dotted", "My network"],
      ["network", "half-nested", "My network"],
      ["onDevice", "nested", "On this device"],
      ["everything", "dotted", "On this device"],
    ] as const;
    for (const [wish, form, mode] of wishes) {
      await writeFolderSettings(forms({ "privacy.workspaceMode": wish })[form] ?? {});
      assert.equal(await modeInForce(), mode, `${wish}, ${form}`);
    }
  });
});
