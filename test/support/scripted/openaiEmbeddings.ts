import { countTokens } from "./answerTokens.ts";
import type { Call } from "./call.ts";
import { listIn } from "./json.ts";
import { vectorOf } from "./ollama.ts";
import { serveV1 } from "./openai.ts";
import { json, type Reply } from "./reply.ts";

/** `POST /v1/embeddings`, after OpenAI's published types; the vectors come in another order than they were asked for. */
export function embeddings(call: Call): Reply {
  return serveV1(call, ({ told, model }) => {
    const inputs = listIn(call.body, "input").map(String);
    const data = inputs.map((input, index) => ({
      object: "embedding",
      index,
      embedding: vectorOf(input, model?.embeddingLength ?? 576),
    }));
    const read = inputs.reduce((sum, input) => sum + countTokens(input), 0);
    return json("openai", 200, {
      object: "list",
      data: data.toReversed(),
      model: told,
      usage: { prompt_tokens: read, total_tokens: read },
    });
  });
}
