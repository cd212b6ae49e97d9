import { Ollama } from "ollama";
import type { SdkFetch } from "./sdkFetch.ts";

/** The `ollama` package for an address, in a bundle of its own. */
export function ollamaClient(host: string, fetch: SdkFetch): Ollama {
  return new Ollama({ host, fetch });
}
