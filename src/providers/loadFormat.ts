import type { WireFormat } from "../settings/providerPresets.ts";
import type { LoadProvider, Provider } from "./provider.ts";

const formats: { readonly [W in WireFormat]: () => Promise<Provider> } = {
  ollama: async () => (await import("./ollama.ts")).ollama,
  openai: async () => (await import("./openai.ts")).openai,
  anthropic: async () => (await import("./anthropic.ts")).anthropic,
};

/** Loads a wire format, each from a bundle of its own; a new one is a file and a line here. */
export const loadFormat: LoadProvider = (wire) => formats[wire]();
