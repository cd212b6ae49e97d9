import * as z from "zod/mini";
import type { KnownModel } from "../routing/knownServer.ts";
import { count, flag, ifSaid, listedModels, type ListedModels, said, word } from "./listedModels.ts";
import { parseJson } from "./readBody.ts";

const listSchema = z.object({ data: z.array(z.unknown()) });

const supported = ifSaid(z.object({ supported: flag }));

/** @anthropic-ai/sdk 1.14.0, `ModelInfo` and `ModelCapabilities`. */
const entrySchema = z.object({
  id: z.string(),
  lifecycle: word,
  max_input_tokens: count,
  max_tokens: count,
  capabilities: ifSaid(z.object({ image_input: supported, thinking: supported })),
});

function readEntry(value: unknown): KnownModel | undefined {
  const parsed = entrySchema.safeParse(value);
  // A retired model stays on the list as a record; every request that names it fails.
  if (!parsed.success || parsed.data.lifecycle === "retired") return undefined;
  const { id, max_input_tokens: contextTokens, max_tokens: answerTokens, capabilities } = parsed.data;
  const seen = said({
    images: capabilities?.image_input?.supported,
    thinking: capabilities?.thinking?.supported,
  });
  return {
    name: id,
    generates: true,
    ...said({ contextTokens, answerTokens }),
    // Every model of this API chats, and only chats.
    can: { chat: true, infill: false, embeddings: false, ...seen },
  };
}

/** Anthropic's list of models; `undefined` when the body is none. */
export function readAnthropicModels(body: string): ListedModels | undefined {
  const parsed = listSchema.safeParse(parseJson(body));
  return parsed.success ? listedModels(parsed.data.data, readEntry) : undefined;
}
