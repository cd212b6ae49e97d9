import assert from "node:assert/strict";
import { mock } from "node:test";
import { createEmitter } from "../../../src/base/event.ts";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import type { ProviderConfig } from "../../../src/settings/providerConfig.ts";
import { ModelPins } from "../../../src/setup/modelPins.ts";
import { followModels } from "../../../src/vscode/followModels.ts";
import { ollama } from "../../support/samples.ts";
import { storeInMemory } from "../../support/stores.ts";

const settled = (): Promise<void> => new Promise(setImmediate);

describe("vscode/followModels", () => {
  let learned: ReturnType<typeof createEmitter<ProviderConfig>>;
  let server: KnownServer;
  let loads: number;
  let said: string[];

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    learned = createEmitter();
    server = { kind: "up", models: [{ name: "llama3", digest: "b", generates: true }] };
    loads = 0;
    said = [];
  });
  afterEach(() => {
    mock.timers.reset();
  });

  function follow(privateStore = storeInMemory()): void {
    const desk = {
      offerUnfinished: () => Promise.resolve(void said.push("unfinished")),
      tellMoved: ({ from, to }: { readonly from: string; readonly to: string }) =>
        Promise.resolve(void said.push(`${from} → ${to}`)),
    };
    const surface = {
      servers: { onDidLearn: learned.event, known: () => server },
      privateStore,
      log: { error: () => undefined },
    };
    followModels(
      surface,
      () => {
        loads += 1;
        return Promise.resolve(desk);
      },
      500,
    );
  }

  it("loads nothing while nothing is unfinished and no tag has moved", async () => {
    follow();
    mock.timers.tick(500);
    learned.fire(ollama);
    await settled();
    assert.deepEqual([loads, said], [0, []]);
  });

  it("offers what a closed window left, once the editor has settled", async () => {
    follow(storeInMemory({ "drawbridge.unfinishedPull ollama/m": {} }));
    await settled();
    assert.deepEqual(said, []);
    mock.timers.tick(500);
    await settled();
    assert.deepEqual(said, ["unfinished"]);
  });

  it("tells once that a pinned tag has moved", async () => {
    const store = storeInMemory();
    await new ModelPins(store).pin({ provider: "ollama", model: "llama3" }, "a");
    follow(store);
    learned.fire(ollama);
    learned.fire(ollama);
    await settled();
    assert.deepEqual(said, ["a → b"]);
  });
});
