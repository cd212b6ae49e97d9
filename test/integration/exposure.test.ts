import assert from "node:assert/strict";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { ask } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

// Only Linux has the whole of 127.0.0.0/8 without being asked, so only there one of it can play the network's address.
if (process.platform === "linux")
  describe("integration/exposure", () => {
    const stage = createStage();
    let server: ScriptedServer;
    afterEach(() => server.stop());

    async function open(
      host: string,
      options: Partial<HeadlessOptions> = {},
    ): Promise<{ bridge: Headless; ollama: ProviderConfig; other: ProviderConfig }> {
      server = await startScriptedServer({}, { host });
      const url = `http://127.0.0.1:${server.port}`;
      const [ollama, other] = [ollamaProvider(url), compatible({ url })];
      const bridge = await stage.drawbridge(server, {
        providers: [ollama, other],
        networkAddresses: ["127.0.0.2"],
        ...options,
      });
      return { bridge, ollama, other };
    }

    /** What the ledger says of the errand, once it has ended. */
    async function recorded(bridge: Headless): Promise<readonly unknown[]> {
      const find = (): readonly unknown[] | undefined => {
        const entries = bridge.entries();
        const attempt = entries.find(
          (entry) => entry.phase === "attempt" && entry.purpose === "errand:reach",
        );
        const end = entries.find((entry) => entry.phase === "end" && entry.id === attempt?.id);
        if (attempt?.phase !== "attempt" || end?.phase !== "end") return undefined;
        const { class: kind, origin, method, path, bytes } = attempt;
        return [kind, new URL(origin).hostname, `${method} ${path}`, bytes, end.outcome, end.address];
      };
      return (
        find() ??
        new Promise((resolve) => {
          const listening = bridge.ledger.onDidAppend(() => {
            const found = find();
            if (found === undefined) return;
            listening.dispose();
            resolve(found);
          });
        })
      );
    }

    /** The errand's answer is read before it is closed, and believed after: one turn later. */
    const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

    it("finds an Ollama that listens on every interface, and records how", async () => {
      const { bridge, ollama } = await open("0.0.0.0");
      await bridge.servers.look(ollama, "person");
      assert.deepEqual(await recorded(bridge), [
        ...["device", "127.0.0.2", "GET /api/version", 0],
        ...["done", "127.0.0.2"],
      ]);
      await settled();
      assert.deepEqual(bridge.servers.exposed([ollama]), { provider: ollama, address: "127.0.0.2" });
    });

    it("says nothing of one that listens on loopback alone", async () => {
      const { bridge, ollama } = await open("127.0.0.1");
      await bridge.servers.look(ollama, "person");
      assert.deepEqual((await recorded(bridge)).slice(-2), ["unreachable", undefined]);
      await settled();
      assert.equal(bridge.servers.exposed([ollama]), undefined);
    });

    it("asks another kind of server for its list, with no key even where one is kept for that very address", async () => {
      const { bridge, other } = await open("0.0.0.0", {
        get keys() {
          const at = (host: string): string => `http://${host}:${server.port}`;
          return { [at("127.0.0.1")]: "sk-1", [at("127.0.0.2")]: "sk-2" };
        },
      });
      for (const host of ["127.0.0.1", "127.0.0.2"])
        await bridge.policy.confirm(`unverified http://${host}:${server.port}`);
      await bridge.servers.look(other, "person");
      assert.equal((await recorded(bridge))[2], "GET /v1/models");
      await settled();
      assert.deepEqual(
        server.requests.map(({ headers }) => [headers.host, headers["authorization"]]),
        [
          [`127.0.0.1:${server.port}`, "Bearer sk-1"],
          [`127.0.0.2:${server.port}`, undefined],
        ],
      );
      assert.equal(bridge.servers.exposed([other])?.address, "127.0.0.2");
    });

    it("goes out once for a question of a person, and never for what nobody started", async () => {
      const { bridge, ollama } = await open("0.0.0.0");
      await bridge.servers.look(ollama, "automatic");
      assert.deepEqual(reaches(bridge), []);
      const model = { provider: "ollama", model: recordedModel.name };
      await ask(bridge, { model });
      await ask(bridge, { model });
      await recorded(bridge);
      assert.equal(reaches(bridge).length, 1);
    });

    it("asks nothing in a window on another machine, whose network is not the user's, and records no refusal", async () => {
      const { bridge, ollama } = await open("0.0.0.0", { authority: "ssh-remote+build01" });
      await bridge.servers.look(ollama, "person");
      await settled();
      assert.deepEqual(reaches(bridge), []);
      assert.equal(server.requests.filter(({ headers }) => headers.host?.startsWith("127.0.0.2")).length, 0);
    });
  });

function reaches(bridge: Headless): readonly unknown[] {
  return bridge.entries().filter((entry) => "purpose" in entry && entry.purpose === "errand:reach");
}
