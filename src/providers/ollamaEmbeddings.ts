import * as z from "zod/mini";
import type { WireRequest } from "../gate/wireRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import { keepAlive } from "../terms/keepAlive.ts";
import { embeddedTexts, embeddingsWire, type EmbeddingsFormat } from "./embeddings.ts";
import { shownHost } from "./shownHost.ts";

const answerSchema = z.looseObject({
  embeddings: z.array(z.array(z.number())),
  prompt_eval_count: z.optional(z.number()),
  remote_host: z.optional(z.string()),
  remote_model: z.optional(z.string()),
});

function encode(draft: Draft, { provider, wireModel, contextTokens }: Route): WireRequest {
  return embeddingsWire(provider.url, "/api/embed", {
    model: wireModel,
    input: embeddedTexts(draft),
    truncate: true,
    keep_alive: keepAlive,
    options: { num_ctx: contextTokens },
  });
}

/**
 * `POST /api/embed`. `truncate`: what of a text is beyond the model's context has no part in its vector; nobody reads one,
 * and without it a single long text would have the whole request refused. A vector that another host made is none: the
 * text was only for this device.
 */
export const ollamaEmbeddings: EmbeddingsFormat<z.infer<typeof answerSchema>> = {
  encode,
  schema: answerSchema,
  read: ({ embeddings, prompt_eval_count: read, remote_host: host, remote_model: model }) =>
    (host ?? model) === undefined
      ? { kind: "vectors", vectors: embeddings, usage: read === undefined ? {} : { promptTokens: read } }
      : { kind: "failed", failure: { kind: "forwarded", host: shownHost(host ?? "ollama.com") } },
};
