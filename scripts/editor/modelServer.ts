import { startEngine } from "../engine/startEngine.ts";
import { modelSettings } from "./modelSettings.ts";
import { ollamaAddress, ollamaHere } from "./ollamaHere.ts";

/** The model server an editor of ours is to use, and the user settings that say so. */
export type ModelServer = {
  readonly kind: "ollama" | "engine";
  /** Name and model for people: `Development engine, SmolLM2 135M`. */
  readonly title: string;
  readonly url: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ends what was started for it; Ollama is left alone. */
  readonly stop: () => Promise<void>;
};

/** Takes Ollama when it answers on this machine (it chooses its own model), else starts the development engine. */
export async function findModelServer(): Promise<ModelServer> {
  const version = await ollamaHere();
  if (version !== undefined) {
    const title = `Ollama ${version} on this machine`;
    return { kind: "ollama", title, url: ollamaAddress, settings: {}, stop: () => Promise.resolve() };
  }
  console.log("No Ollama answers here, so the development engine takes its place.");
  const engine = await startEngine();
  return {
    kind: "engine",
    title: `${engine.label}, ${engine.title}`,
    url: engine.url,
    settings: modelSettings(engine),
    stop: () => engine.stop(),
  };
}
