import { ApiError } from "./apiError.ts";
import type { Slot } from "./evaluation.ts";
import type { Llama, LlamaContext, LlamaEmbeddingContext, LlamaRuntime, Token } from "./llamaRuntime.ts";

/** How a model is loaded: another size or number of threads means another context and an empty slot. */
export type LoadShape = { readonly contextTokens: number; readonly threads: number };

/** Weights in memory with their one slot. */
export type LoadedModel = {
  readonly shape: LoadShape;
  readonly slot: Slot;
  readonly memoryBytes: number;
  /** Special tokens such as `<|im_end|>` become one token each, and a beginning-of-text token is added if wanted. */
  tokenize(text: string): Token[];
  detokenize(tokens: readonly Token[]): string;
  isEnd(token: Token): boolean;
  /** A state that allows only text of this `format`: `"json"` or a JSON schema; undefined for no format. */
  grammarFor(format: unknown): Promise<object | undefined>;
  /** The vector of a text, of length 1. */
  embed(tokens: readonly Token[]): Promise<readonly number[]>;
  /** Changes the shape; the slot is empty afterwards. */
  reshaped(shape: LoadShape): Promise<LoadedModel>;
  dispose(): Promise<void>;
};

/** Loads the weights, which takes about a second. */
export async function loadModel(
  runtime: LlamaRuntime,
  llama: Llama,
  { weights, shape }: { readonly weights: string; readonly shape: LoadShape },
): Promise<LoadedModel> {
  const model = await llama.loadModel({ modelPath: weights });
  const withContext = async (wanted: LoadShape): Promise<LoadedModel> => {
    const context: LlamaContext = await model.createContext({
      // A little more room than promised, so that the runtime never shifts the context by itself.
      contextSize: wanted.contextTokens + 16,
      threads: wanted.threads,
    });
    let embedding: LlamaEmbeddingContext | undefined;
    const disposeContexts = async (): Promise<void> => {
      await context.dispose();
      await embedding?.dispose();
    };
    return {
      shape: wanted,
      slot: { sequence: context.getSequence(), contextTokens: wanted.contextTokens },
      memoryBytes: model.memoryUsage.ram + context.memoryUsage.ram,
      tokenize(text) {
        const tokens = model.tokenize(text, true);
        const { bos, shouldPrependBosToken } = model.tokens;
        return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
      },
      detokenize: (tokens) => model.detokenize(tokens, true),
      isEnd: (token) => model.isEogToken(token),
      async grammarFor(format) {
        if (format === undefined) return undefined;
        const grammar = await grammarOf(llama, format);
        return new runtime.LlamaGrammarEvaluationState({ model, grammar });
      },
      async embed(tokens) {
        embedding ??= await model.createEmbeddingContext({
          contextSize: wanted.contextTokens,
          threads: wanted.threads,
        });
        const { vector } = await embedding.getEmbeddingFor(tokens);
        const length = Math.hypot(...vector);
        return vector.map((value) => value / Math.max(length, 1e-12));
      },
      async reshaped(next) {
        await disposeContexts();
        return await withContext(next);
      },
      async dispose() {
        await disposeContexts();
        await model.dispose();
      },
    };
  };
  return await withContext(shape);
}

async function grammarOf(llama: Llama, format: unknown): Promise<object> {
  if (format === "json") return await llama.getGrammarFor("json");
  if (typeof format === "object" && format !== null) return await llama.createGrammarForJsonSchema(format);
  const named = JSON.stringify(format);
  throw new ApiError(500, `invalid format: ${named}; expected "json" or a valid JSON Schema object`);
}
