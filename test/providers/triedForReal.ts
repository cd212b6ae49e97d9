import type { ProviderKind } from "../../src/settings/providerPresets.ts";

/** What each kind of provider was tried with besides the scripted server, and how; the others were not. */
export const triedForReal: Readonly<Partial<Record<string, string>>> & {
  readonly [K in ProviderKind]?: string;
} = {
  ollama: "Ollama 0.24.0, recorded; the development engine",
  openaiCompatible: "the development engine; llama-cpp-python 0.3.36",
};
