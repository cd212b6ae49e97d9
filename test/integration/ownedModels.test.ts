import assert from "node:assert/strict";
import { ModelPins } from "../../src/setup/modelPins.ts";
import { ownedModels, type OwnedModels } from "../../src/setup/ownedModels.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { Headless } from "../support/headless.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { storeInMemory } from "../support/stores.ts";
import { createStage } from "./stage.ts";

describe("integration/ownedModels", () => {
  const stage = createStage();
  let server: ScriptedServer;
  let bridge: Headless;

  const list = (): Promise<OwnedModels> =>
    ownedModels(ollamaProvider(server.url), bridge, new ModelPins(storeInMemory()));
  const names = ({ models }: OwnedModels): readonly string[] => models.map(({ model }) => model.name);

  beforeEach(async () => {
    server = await stage.server({ models: [{ name: "smollm2:135m" }] });
    bridge = await stage.drawbridge(server);
  });

  it("asks the server anew each time", async () => {
    assert.deepEqual(names(await list()), ["smollm2:135m"]);
    server.script({ models: [{ name: "other:1b" }] });
    const { models, note } = await list();
    assert.deepEqual([models.map(({ model }) => model.name), note], [["other:1b"], undefined]);
  });

  it("says that Drawbridge is paused, forgets nothing by that, and leaves nothing of it in the ledger", async () => {
    await list();
    const known = bridge.servers.known(ollamaProvider(server.url));
    const before = bridge.entries().length;
    await bridge.policy.setPaused(true);
    const { models, note } = await list();
    assert.deepEqual([models, note?.steps[0]?.action], [[], "resume"]);
    assert.match(note?.sentence ?? "", /^Drawbridge is paused/);
    assert.equal(known.kind, "up");
    assert.deepEqual(bridge.servers.known(ollamaProvider(server.url)), known);
    assert.equal(bridge.entries().length, before);
  });

  it("says of a server that was stopped that it does not answer", async () => {
    await list();
    await server.stop();
    const { models, note } = await list();
    assert.deepEqual([models, note?.sentence], [[], "Ollama is not running."]);
  });

  it("says that a list is longer than what is kept of it", async () => {
    server.script({ models: Array.from({ length: 5_001 }, (_, at) => ({ name: `m${at}:1b` })) });
    const { models, note } = await list();
    assert.equal(models.length, 5_000);
    assert.match(note?.sentence ?? "", /^Ollama lists more models than can be shown/);
  });
});
