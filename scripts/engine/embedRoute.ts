import { ApiError } from "./apiError.ts";
import type { Call } from "./call.ts";
import { type Engine, loadShape, modelNotFound, requireModel } from "./engine.ts";
import { nanoseconds, parseCommon } from "./generationReply.ts";
import type { RequestFields } from "./requestFields.ts";

/** `POST /api/embed`: one vector of length 1 for each input. */
export async function embedRoute(engine: Engine, call: Call): Promise<void> {
  const fields = call.fields("EmbedRequest");
  const model = fields.string("model") ?? "";
  const unknown = (name: string): ApiError =>
    new ApiError(404, `model ${JSON.stringify(name)} not found, try pulling it first`);
  requireModel(engine, model, { unnamed: modelNotFound(model), unknown });
  const inputs = parseInputs(fields);
  const dimensions = fields.integer("dimensions") ?? 0;
  const { options, keepAliveMs, truncate } = parseCommon(engine, fields);

  const shape = loadShape(engine, options);
  const reply = await engine.host.use({
    shape,
    keepAliveMs,
    signal: call.signal,
    async run(loaded) {
      const loadMs = performance.now() - call.startedAt;
      const texts = inputs.map((input) => loaded.tokenize(input));
      if (!truncate && texts.some(({ length }) => length > shape.contextTokens)) {
        throw new ApiError(400, "the input length exceeds the context length");
      }
      const cut = texts.map((tokens) => tokens.slice(0, shape.contextTokens));
      const embeddings: (readonly number[])[] = [];
      for (const tokens of cut) {
        call.signal.throwIfAborted();
        embeddings.push(shortened(await loaded.embed(tokens), dimensions));
      }
      return { embeddings, loadMs, tokens: cut.reduce((sum, { length }) => sum + length, 0) };
    },
  });
  if (inputs.length === 0) {
    call.json(200, { model, embeddings: [] });
    return;
  }
  call.json(200, {
    model,
    embeddings: reply.embeddings,
    total_duration: nanoseconds(performance.now() - call.startedAt),
    load_duration: nanoseconds(reply.loadMs),
    prompt_eval_count: reply.tokens,
  });
}

function parseInputs(fields: RequestFields): readonly string[] {
  const input = fields.value("input");
  if (input === undefined || input === "") return [];
  const inputs: unknown[] = Array.isArray(input) ? input : [input];
  return inputs.map((text) => {
    if (typeof text !== "string") throw new ApiError(400, "invalid input type");
    return text;
  });
}

function shortened(vector: readonly number[], dimensions: number): readonly number[] {
  if (dimensions <= 0 || dimensions >= vector.length) return vector;
  const short = vector.slice(0, dimensions);
  const length = Math.hypot(...short);
  return short.map((value) => value / Math.max(length, 1e-12));
}
