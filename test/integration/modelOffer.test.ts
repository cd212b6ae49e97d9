import assert from "node:assert/strict";
import { modelOffer } from "../../src/setup/modelOffer.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { cloud } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

describe("integration/modelOffer", () => {
  const stage = createStage();
  const nowhere = { ...ollamaProvider("http://127.0.0.1:9"), label: "Nowhere" };

  it("lists what suits the task, and says what does not", async () => {
    const server = await stage.server({ models: [{ name: "smollm2:135m" }] });
    const bridge = await stage.drawbridge(server);
    const ollama = ollamaProvider(server.url);
    const chat = await modelOffer("chat", ollama, bridge);
    assert.deepEqual([chat.models.map(({ model }) => model), chat.nothing], [["smollm2:135m"], undefined]);
    const completion = await modelOffer("completion", ollama, bridge);
    assert.equal(completion.models.length, 1);
    assert.equal(completion.nothing?.sentence, "Ollama has no model that can fill in code.");
  });

  it("says why there is nothing: no models, nobody there", async () => {
    const server = await stage.server({ models: [] });
    const bridge = await stage.drawbridge(server, { providers: [nowhere] });
    const says = async (provider: ProviderConfig): Promise<readonly (string | undefined)[]> => {
      const { nothing } = await modelOffer("chat", provider, bridge);
      return [nothing?.sentence, nothing?.steps[0]?.action];
    };
    assert.deepEqual(await says(ollamaProvider(server.url)), [
      "Ollama has no model to chat with.",
      "getModel",
    ]);
    assert.deepEqual(await says(nowhere), ["Nowhere is not running.", "startServer"]);
  });

  it("asks nothing that the gate would refuse, and leaves nothing of it in the ledger", async () => {
    const server = await stage.server();
    for (const mode of ["onDevice", "network", "ask", "cloud"] as const) {
      const bridge = await stage.drawbridge(server, { mode });
      const { nothing } = await modelOffer("chat", { ...cloud, models: [] }, bridge);
      assert.match(
        nothing?.sentence ?? "",
        mode === "onDevice" || mode === "network" ? /^In mode / : /^\S.* is asked for nothing before/,
      );
      assert.deepEqual(bridge.entries(), []);
    }
  });

  it("asks a server on this device in every mode", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server, { mode: "onDevice" });
    const { models } = await modelOffer("chat", compatible(server), bridge);
    assert.notEqual(models.length, 0);
  });
});
