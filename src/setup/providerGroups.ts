import type { ProviderKind } from "../settings/providerPresets.ts";
import { say } from "../terms/words.ts";

/** Kinds of providers that are offered together, by where one has them. */
export type ProviderGroup = {
  readonly title: string;
  /** Whether each has its usual address there; else a person has to say which machine it is on. */
  readonly atUsualAddress: boolean;
  readonly kinds: readonly ProviderKind[];
};

/** Every kind of provider, in the order in which it is offered. */
export const providerGroups: readonly ProviderGroup[] = [
  {
    title: say("On this machine"),
    atUsualAddress: true,
    kinds: ["lmStudio", "llamaCpp", "vllm", "transformers", "tgi", "lmDeploy", "openaiCompatible"],
  },
  {
    title: say("On your network"),
    atUsualAddress: false,
    kinds: ["ollama", "vllm", "tgi", "openaiCompatible"],
  },
  {
    title: say("Closed APIs"),
    atUsualAddress: true,
    kinds: ["openai", "anthropic", "gemini", "azureOpenai"],
  },
  {
    title: say("Hosted open models"),
    atUsualAddress: true,
    kinds: ["mistral", "openRouter", "groq", "deepSeek"],
  },
];
