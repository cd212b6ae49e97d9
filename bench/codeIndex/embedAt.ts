import type { Embedded, Embedder, EmbeddingModel, Piece } from "../../src/context/codeIndex/embedder.ts";
import { embeddingPrefixes } from "../../src/models/embedding.ts";

/** A server with Ollama's API, which model of it makes vectors, and how many tokens of each text it reads. */
export type EmbeddingServer = {
  readonly url: string;
  readonly model: string;
  readonly contextTokens: number;
};

/** Vectors from a server, as an editor's window gets them, but for the gate and the waiting. */
export function embedAt({ url, model, contextTokens }: EmbeddingServer): Embedder {
  const { document, question } = embeddingPrefixes(model);
  const ask = async (input: readonly string[]): Promise<readonly (readonly number[])[]> => {
    const body = JSON.stringify({ model, input, truncate: true, options: { num_ctx: contextTokens } });
    const answer = await fetch(`${url}/api/embed`, {
      ...{ method: "POST", body },
      headers: { "content-type": "application/json" },
    });
    if (!answer.ok) throw new Error(`${url} answered with ${answer.status}`);
    return ((await answer.json()) as { readonly embeddings: readonly (readonly number[])[] }).embeddings;
  };
  const known: EmbeddingModel = { ref: { provider: "bench", model }, key: model };
  return {
    model: () => Promise.resolve(known),
    pieces: async (pieces: readonly Piece[]): Promise<Embedded> => ({
      kind: "vectors",
      vectors: await ask(pieces.map(({ source, text }) => `${document}${source.path}\n${text}`)),
    }),
    question: async (text) => (await ask([question + text]))[0],
    busyForMs: () => 0,
  };
}
