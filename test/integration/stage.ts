/** The scripted servers and headless Drawbridges of a test, ended after it. */
import { startHeadless, type Headless, type HeadlessOptions } from "../support/headless.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { startScriptedServer, type ScriptedServer } from "../support/scriptedServer.ts";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";

/** What a test plays on. */
export type Stage = {
  readonly server: (script?: ScriptPart) => Promise<ScriptedServer>;
  /** With the built-in provider at the server, unless the options name others. */
  readonly drawbridge: (server: ScriptedServer, options?: Partial<HeadlessOptions>) => Promise<Headless>;
};

/** Sets a stage up for every test of the suite that calls this. */
export function createStage(): Stage {
  const servers: ScriptedServer[] = [];
  const bridges: Headless[] = [];
  afterEach(async () => {
    for (const bridge of bridges.splice(0)) bridge.dispose();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });
  return {
    server: async (script) => {
      const server = await startScriptedServer(script);
      servers.push(server);
      return server;
    },
    drawbridge: async (server, options) => {
      const bridge = await startHeadless({ providers: [ollamaProvider(server.url)], ...options });
      bridges.push(bridge);
      return bridge;
    },
  };
}

/** A server on this device that nothing is known about, at the address of a scripted one. */
export function compatible(server: Pick<ScriptedServer, "url">, id = "lm"): ProviderConfig {
  return { id, kind: "openaiCompatible", url: `${server.url}/v1`, label: "LM Studio", models: [] };
}
