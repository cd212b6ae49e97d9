import { recommendModels } from "../models/recommendedModels.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { RoamingTask } from "../terms/task.ts";

/** How a server comes to have a model that suits a task. */
export type ModelAdvice = {
  readonly sentence: string;
  /** A command for a terminal on the server's machine, where there is one that does it. */
  readonly command?: string;
};

const does: { readonly [T in RoamingTask]: string } = { chat: "chats", completion: "fills in code" };

/** What fits a server: the pull command for an Ollama, and words for one that takes its models another way. */
export function modelAdvice({ id, kind, label, url }: ProviderConfig, task: RoamingTask): ModelAdvice {
  // The machine is not known here: the smallest that does both, and the next one that does.
  const [small, larger] = recommendModels({ task: "completion" });
  if (small === undefined) throw new Error("No model is recommended for completion.");
  const command = `ollama pull ${small.name}`;
  const better = larger === undefined ? "" : `; ${larger.name} (${gigabytes(larger.bytes)}) does it better`;
  const brings = `"${command}" brings a model that ${does[task]} (${gigabytes(small.bytes)})${better}.`;
  if (kind !== "ollama") {
    const such = task === "completion" ? ` that fills in code, such as ${small.name},` : "";
    return {
      sentence: `Load a model${such} in ${label}, or name one of its models in drawbridge.providers.`,
    };
  }
  // Only the built-in provider is sure to be Ollama itself; others may only speak its protocol.
  if (id !== "ollama")
    return {
      sentence: `If ${label} is an Ollama: ${brings} Any other server has the models that it was started with.`,
      command,
    };
  return { sentence: isHere(url) ? brings : `On the machine at ${new URL(url).host}: ${brings}`, command };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function isHere(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
