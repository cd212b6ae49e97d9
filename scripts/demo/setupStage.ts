import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import { openShop, settingsWith, type OpenShop, type Shop, type ShopWish } from "./openShop.ts";

/** The servers of {@link SetupStage}. */
type Servers = {
  readonly engine: RunningEngine;
  /** Speaks OpenAI's API. */
  readonly second: ScriptedServer;
  /** Speaks Ollama's API, with {@link pulledModel} to be had from its registry. */
  readonly ollama: ScriptedServer;
};

/** Where a new user sets Drawbridge up: an editor that knows of one server, and others that it is to learn of. */
export type SetupStage = Shop & Servers;

/** The model that the scripted registry has, and its size in bytes. */
export const pulledModel = { name: "tiny-coder:1b", bytes: 812_345_600 } as const;

/** What the scripted server is called on screen: never Ollama. */
export const scriptedLabel = "Scripted server";

/** Starts all of it. The engine is chosen; the scripted server has nothing yet. */
export function openSetupStage(wish: ShopWish): Promise<OpenShop<Servers>> {
  return openShop(wish, async (onClose) => {
    const engine = await startEngine();
    onClose(() => engine.stop());
    const [second, ollama] = await Promise.all([startSecond(), startOllama()]);
    onClose(second.stop);
    onClose(ollama.stop);
    const quiet = { "drawbridge.completion.enabled": false };
    return {
      servers: { engine, second, ollama },
      settings: { ...settingsWith(engine, ollama, scriptedLabel), ...quiet },
    };
  });
}

function startSecond(): Promise<ScriptedServer> {
  const answer = { tokens: inTokens("The scripted server of the demo answers; no model speaks here.") };
  return startScriptedServer({ speaks: ["openai"], models: [{ name: "second-model" }], answer });
}

function startOllama(): Promise<ScriptedServer> {
  const { name, bytes: size } = pulledModel;
  return startScriptedServer({ models: [], registry: [{ name, size }], pace: "manual" });
}
