import * as z from "zod/mini";
import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import { embeddedTexts, embeddingsWire, type EmbeddingsFormat } from "./embeddings.ts";

const answerSchema = z.looseObject({
  data: z.array(z.looseObject({ index: z.number(), embedding: z.array(z.number()) })),
  usage: z.optional(z.nullable(z.looseObject({ prompt_tokens: z.optional(z.number()) }))),
});

function encode(draft: Draft, { provider, wireModel }: Route): WireRequest {
  return embeddingsWire(provider.url, "/embeddings", {
    model: wireModel,
    input: embeddedTexts(draft),
    encoding_format: "float",
  });
}

/**
 * `POST embeddings`, below an address with its `/v1`. Numbers are asked for by name; the vectors may come in any order,
 * each with its index.
 */
export const openaiEmbeddings: EmbeddingsFormat<z.infer<typeof answerSchema>> = {
  encode,
  schema: answerSchema,
  read: ({ data, usage }) => {
    const vectors = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    const read = usage?.prompt_tokens;
    return { kind: "vectors", vectors, usage: read === undefined ? {} : { promptTokens: read } };
  },
};
