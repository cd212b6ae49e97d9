import { trialItems } from "../../src/models/infillTrial.ts";
import { continuing } from "../../test/support/scripted/continuing.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";
import { startEngine, type RunningEngine } from "../engine/startEngine.ts";
import { openShop, settingsWith, type OpenShop, type Shop, type ShopWish } from "./openShop.ts";

/** The servers of {@link CompletionStage}. */
type Servers = {
  readonly engine: RunningEngine;
  /** Speaks Ollama's API, with {@link scriptedCoder}. */
  readonly ollama: ScriptedServer;
};

/** Where code is completed: an editor with a real model, and a server whose answers are known beforehand. */
export type CompletionStage = Shop & Servers;

/** The scripted server's model, of a family that can fill in code. */
export const scriptedCoder = "qwen2.5-coder:1.5b";

/** What the scripted server is called on screen: never Ollama. */
export const coderLabel = "Scripted server";

/** Requests with code in them that the scripted server got, those that only have it read among them. */
export function sent({ ollama }: CompletionStage): number {
  return ollama.requests.filter(({ path }) => path === "/api/generate").length;
}

/** Has the scripted model know how these texts go on, and what Drawbridge tries a model with. */
export function teach(
  { ollama }: Pick<CompletionStage, "ollama">,
  known: Readonly<Record<string, string>>,
): void {
  const tried = Object.fromEntries(trialItems.map(({ prefix, expected }) => [prefix, expected]));
  ollama.script({ answer: continuing({ ...known, ...tried }) });
}

/** Starts all of it. The engine answers in the panel; which model completes is picked on the stage. */
export function openCompletionStage(wish: ShopWish): Promise<OpenShop<Servers>> {
  return openShop(wish, async (onClose) => {
    const engine = await startEngine();
    onClose(() => engine.stop());
    const ollama = await startScriptedServer({ models: [{ name: scriptedCoder }] });
    onClose(ollama.stop);
    // Else the list of the editor's own words stands in front of a suggestion.
    const alone = { "editor.quickSuggestions": { other: "off" } };
    return {
      servers: { engine, ollama },
      settings: { ...settingsWith(engine, ollama, coderLabel), ...alone },
    };
  });
}
