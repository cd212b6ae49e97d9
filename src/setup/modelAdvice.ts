import { recommendModels } from "../models/recommendedModels.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { PickedTask } from "../terms/task.ts";
import { say } from "../terms/words.ts";

/** How a server comes to have a model that suits a task. */
export type ModelAdvice = {
  readonly sentence: string;
  /** A command for a terminal on the server's machine, where there is one that does it. */
  readonly command?: string;
};

const does: { readonly [T in PickedTask]: string } = {
  chat: say("chats"),
  completion: say("fills in code"),
};

/** What fits a server: the pull command for an Ollama, and words for one that takes its models another way. */
export function modelAdvice({ id, kind, label, url }: ProviderConfig, task: PickedTask): ModelAdvice {
  // The machine is not known here: the smallest that does both, and the next one that does.
  const [small, larger] = recommendModels({ task: "completion" });
  if (small === undefined) throw new Error("No model is recommended for completion.");
  const command = `ollama pull ${small.name}`;
  const gets = [command, does[task], gigabytes(small.bytes)] as const;
  const brings =
    larger === undefined
      ? say('"{0}" brings a model that {1} ({2}).', ...gets)
      : say(
          '"{0}" brings a model that {1} ({2}); {3} ({4}) does it better.',
          ...gets,
          ...[larger.name, gigabytes(larger.bytes)],
        );
  if (kind !== "ollama")
    return {
      sentence:
        task === "completion"
          ? say(
              "Load a model that fills in code, such as {0}, in {1}, or name one of its models in drawbridge.providers.",
              ...[small.name, label],
            )
          : say("Load a model in {0}, or name one of its models in drawbridge.providers.", label),
    };
  // Only the built-in provider is sure to be Ollama itself; others may only speak its protocol.
  if (id !== "ollama")
    return {
      sentence: say(
        "If {0} is an Ollama: {1} Any other server has the models that it was started with.",
        label,
        brings,
      ),
      command,
    };
  return {
    sentence: isHere(url) ? brings : say("On the machine at {0}: {1}", new URL(url).host, brings),
    command,
  };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

function isHere(url: string): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(url).hostname);
}
