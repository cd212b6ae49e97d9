import * as z from "zod/mini";
import type { KnownModel } from "../routing/knownServer.ts";
import type { Capabilities } from "../terms/capability.ts";
import {
  count,
  flag,
  ifSaid,
  listedModels,
  type ListedModels,
  said,
  shownWord,
  word,
  words,
} from "./listedModels.ts";
import { parseJson } from "./readBody.ts";

const listSchema = z.object({ data: z.array(z.unknown()) });

/**
 * What the servers of this API say about a model besides its name. Nobody says all of it; `/v1/models` of OpenAI, of
 * Ollama and of the plainest servers says nothing.
 */
const entrySchema = z.object({
  id: z.string(),
  owned_by: word,
  // LM Studio, `/api/v0/models`, after its documentation of the REST API: `llm`, `vlm` or `embeddings`.
  type: word,
  quantization: word,
  state: word,
  loaded_context_length: count,
  // LM Studio, and Mistral: @mistralai/mistralai 2.7.0, `BaseModelCard`.
  max_context_length: count,
  capabilities: z.optional(z.unknown()),
  // vLLM, `ModelCard` of its OpenAI-compatible server.
  max_model_len: count,
  // llama.cpp, `/v1/models` of its server.
  meta: ifSaid(z.object({ n_ctx_train: count, n_params: count, size: count })),
  // OpenRouter: @openrouter/sdk 1.3.19, `Model`.
  context_length: count,
  architecture: ifSaid(z.object({ input_modalities: words, output_modalities: words })),
  supported_parameters: words,
  top_provider: ifSaid(z.object({ max_completion_tokens: count })),
  // Groq, its documentation of `/openai/v1/models`; the types of groq-sdk 1.6.0 leave them out.
  context_window: count,
  max_completion_tokens: count,
});

type Entry = z.infer<typeof entrySchema>;

/** Mistral's names, as @mistralai/mistralai 2.7.0 reads them in `ModelCapabilities`. */
const mistralSchema = z.object({
  completion_chat: flag,
  completion_fim: flag,
  function_calling: flag,
  reasoning: flag,
  vision: flag,
});

/** LM Studio lists what a model can do by name; what it does not name is unknown, because older versions name nothing. */
const lmStudioSchema = z.array(z.string());

const kinds: Readonly<Record<string, Capabilities>> = {
  llm: { chat: true, embeddings: false, images: false },
  vlm: { chat: true, embeddings: false, images: true },
  embeddings: { chat: false, infill: false, embeddings: true, images: false, tools: false, thinking: false },
};

function toldByMistral(capabilities: unknown): Capabilities {
  const parsed = mistralSchema.safeParse(capabilities);
  if (!parsed.success) return {};
  const { completion_chat: chat, completion_fim: infill, vision: images } = parsed.data;
  return said({
    chat,
    infill,
    images,
    tools: parsed.data.function_calling,
    thinking: parsed.data.reasoning,
  });
}

function toldByLmStudio({ type, capabilities }: Entry): Capabilities {
  const named = lmStudioSchema.safeParse(capabilities);
  const callsTools = named.success && named.data.includes("tool_use");
  return { ...kinds[type ?? ""], ...(callsTools && { tools: true }) };
}

function toldByOpenRouter({ architecture, supported_parameters: takes }: Entry): Capabilities {
  const { input_modalities: sees, output_modalities: makes } = architecture ?? {};
  return said({
    chat: makes?.includes("text"),
    images: sees?.includes("image"),
    tools: takes?.includes("tools"),
    thinking: takes?.includes("reasoning"),
  });
}

/** `1543714304` as `1.5B`, the way the others write it. */
function inBillions(parameters: number | undefined): string | undefined {
  if (parameters === undefined) return undefined;
  return parameters < 1e9 ? `${Math.round(parameters / 1e6)}M` : `${(parameters / 1e9).toFixed(1)}B`;
}

/** Longest context in tokens: what is loaded counts before what could be. */
function contextOf(entry: Entry): number | undefined {
  return [
    entry.loaded_context_length,
    entry.max_context_length,
    entry.max_model_len,
    entry.context_length,
    entry.context_window,
    entry.meta?.n_ctx_train,
  ].find((tokens) => tokens !== undefined);
}

function abilities(entry: Entry): Capabilities {
  return { ...toldByMistral(entry.capabilities), ...toldByLmStudio(entry), ...toldByOpenRouter(entry) };
}

function knownModel(entry: Entry): KnownModel {
  const can = abilities(entry);
  return {
    // Google lists `models/gemini-…` and takes the name without its folder as well.
    name: entry.owned_by === "google" ? entry.id.replace(/^models\//, "") : entry.id,
    generates: can.chat !== false || can.infill === true,
    ...(Object.keys(can).length > 0 && { can }),
    ...said({
      contextTokens: contextOf(entry),
      bytes: entry.meta?.size,
      quantisation: shownWord(entry.quantization),
      parameters: inBillions(entry.meta?.n_params),
      isLoaded: entry.state === undefined ? undefined : entry.state === "loaded",
      answerTokens: entry.max_completion_tokens ?? entry.top_provider?.max_completion_tokens,
    }),
  };
}

function readEntry(value: unknown): KnownModel | undefined {
  const parsed = entrySchema.safeParse(value);
  return parsed.success ? knownModel(parsed.data) : undefined;
}

/** The list of models of any server that speaks the OpenAI API; `undefined` when the body is none. */
export function readOpenaiModels(body: string): ListedModels | undefined {
  const parsed = listSchema.safeParse(parseJson(body));
  return parsed.success ? listedModels(parsed.data.data, readEntry) : undefined;
}
