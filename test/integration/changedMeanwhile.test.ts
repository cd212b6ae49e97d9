import assert from "node:assert/strict";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { ask, assertFailed } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel, type Call } from "./cloudApi.ts";
import { createStage } from "./stage.ts";

/** A person says yes for the whole workspace, but only after something else has happened. */
describe("integration/changedMeanwhile", () => {
  const stage = createStage();

  async function begin(
    happens: (bridge: Headless) => unknown,
    options: Partial<HeadlessOptions> = {},
  ): Promise<{ readonly bridge: Headless; readonly calls: readonly Call[] }> {
    const server = await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] });
    const api = fetchFrom(server);
    const bridge: Headless = await stage.drawbridge(server, {
      providers: [cloud],
      chosen: { chat: largeModel },
      keys: { [cloudOrigin]: "key" },
      editorFetch: api.fetch,
      mode: "ask",
      onReview: async () => {
        await happens(bridge);
        return { kind: "send", keep: "workspace" };
      },
      ...options,
    });
    return { bridge, calls: api.calls };
  }

  it("sends nothing when the mode was tightened while the question was open, grant or not", async () => {
    const { bridge, calls } = await begin(({ policy }) => policy.choose("network"));
    assertFailed(await ask(bridge), "modeForbids");
    assertFailed(await ask(bridge), "modeForbids");
    assert.deepEqual([calls.length, bridge.asked.reviewed.length], [0, 1]);
  });

  it("sends nothing when everything was paused while the question was open", async () => {
    const { bridge, calls } = await begin(({ policy }) => policy.setPaused(true));
    assertFailed(await ask(bridge), "paused");
    assert.deepEqual(calls, []);
  });

  it("sends nothing of a file that a rule came to keep out while the question was open", async () => {
    let verdict: PathVerdict = { kind: "allowed" };
    const { bridge, calls } = await begin(
      () => {
        verdict = { kind: "deviceOnly", rule: "a.ts", from: "your settings" };
      },
      { judgePath: () => verdict },
    );
    assertFailed(await ask(bridge), "sourceExcluded");
    assert.deepEqual(calls, []);
  });

  function checkGone(name: string, now: readonly ProviderConfig[]): void {
    it(`sends nothing to a server that ${name} while the question was open`, async () => {
      const providers = [cloud];
      const { bridge, calls } = await begin(
        () => {
          providers.splice(0, 1, ...now);
        },
        { providers },
      );
      assertFailed(await ask(bridge), "providerUnknown");
      assert.deepEqual(calls, []);
    });
  }

  checkGone("may not be used any more", []);
  checkGone("has another address by now", [{ ...cloud, url: "https://api.other.example/v1" }]);
});
