import assert from "node:assert/strict";
import { modelOffer } from "../../src/setup/modelOffer.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { destinationLabel } from "../../src/terms/destination.ts";
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

  it("knows where each model would go without asking for more, and takes none for safe before it was examined", async () => {
    const server = await stage.server({
      models: [
        { name: "smollm2:135m" },
        { name: "innocent:latest", remote: { host: "https://ollama.com:443", model: "gpt-oss:120b" } },
      ],
    });
    const bridge = await stage.drawbridge(server);
    const ollama = ollamaProvider(server.url);
    const goals = async (provider: ProviderConfig): Promise<readonly string[]> =>
      (await modelOffer("chat", provider, bridge)).models.map(({ destination }) =>
        destinationLabel(destination),
      );
    const { host } = new URL(server.url);
    const behind = "ollama.com via this device";
    assert.deepEqual(await goals(ollama), [`${host} · may forward`, behind]);
    await bridge.servers.preflight(ollama, "smollm2:135m", "person");
    assert.deepEqual(await goals(ollama), ["On device", behind]);
    assert.deepEqual(await goals(cloud), [new URL(cloud.url).host]);
  });

  it("says that a server has more models than are kept of its list", async () => {
    const many = (length: number): readonly { readonly name: string }[] =>
      Array.from({ length }, (_, at) => ({ name: `m${at}:1b` }));
    for (const [length, cut] of [
      [5_000, undefined],
      [5_001, "Ollama lists more models than can be shown. Only the first 5,000 are here."],
    ] as const) {
      const server = await stage.server({ models: many(length) });
      const offer = await modelOffer("chat", ollamaProvider(server.url), await stage.drawbridge(server));
      assert.deepEqual([offer.models.length, offer.cut], [5_000, cut]);
    }
  });

  it("asks the system once for its addresses, however many models there are", async () => {
    const server = await stage.server({ models: [{ name: "a:1b" }, { name: "b:1b" }, { name: "c:1b" }] });
    const { parts, ...bridge } = await stage.drawbridge(server);
    let asked = 0;
    const ownAddresses = (): readonly string[] => {
      asked += 1;
      return parts.ownAddresses();
    };
    await modelOffer("chat", ollamaProvider(server.url), { ...bridge, parts: { ...parts, ownAddresses } });
    assert.equal(asked, 1);
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
