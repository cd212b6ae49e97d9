import { availableParallelism } from "node:os";
import { ApiError } from "./apiError.ts";
import { chatMl, type ChatTemplate, jinjaTemplate } from "./chatTemplate.ts";
import type { GenerationOptions } from "./generationOptions.ts";
import type { EngineFiles } from "./install.ts";
import { loadRuntime } from "./llamaRuntime.ts";
import type { LoadShape } from "./loadedModel.ts";
import { type ModelFacts, readModelFacts } from "./modelFacts.ts";
import { type ModelHost, modelHost } from "./modelHost.ts";
import { isSameModel, parseModelReference } from "./modelNames.ts";

/** Everything the routes need: one model, its facts, and how it is run. */
export type Engine = {
  readonly facts: ModelFacts;
  readonly host: ModelHost;
  readonly template: ChatTemplate;
  /** The `PARAMETER` lines of the model: greedy, so that a demo says the same twice. */
  readonly modelOptions: Partial<GenerationOptions>;
  readonly threads: number;
  readonly finishAbandonedPrefill: boolean;
};

/** How the engine behaves where the real server's behaviour is not the most useful one. */
export type EngineOptions = {
  /** The model's name for clients; made from the weights when absent. */
  readonly name?: string | undefined;
  /** Go on evaluating a prompt whose client has left, as the real server does. */
  readonly finishAbandonedPrefill?: boolean | undefined;
  /** Threads for evaluation; half of the machine's, at most four, when absent. */
  readonly threads?: number | undefined;
};

/** Opens the engine on installed files; the weights are loaded by the first request that needs them. */
export async function openEngine(files: EngineFiles, options: EngineOptions): Promise<Engine> {
  const runtime = await loadRuntime(files.runtime);
  const facts = await readModelFacts(runtime, files, options.name);
  const { jinjaTemplate: source } = facts;
  const own = files.ownWeights || source === undefined;
  return {
    facts,
    host: modelHost(runtime, files.weights),
    template: own ? chatMl : jinjaTemplate(source, files.runtime),
    modelOptions: { temperature: 0, ...(own && { stop: ["<|im_start|>", "<|im_end|>"] }) },
    threads: options.threads ?? defaultThreads(),
    finishAbandonedPrefill: options.finishAbandonedPrefill ?? false,
  };
}

/** The context and threads a request asks for. */
export function loadShape(engine: Engine, options: GenerationOptions): LoadShape {
  return {
    contextTokens: Math.min(Math.max(options.num_ctx, 4), engine.facts.trainedContextTokens),
    threads: options.num_thread > 0 ? options.num_thread : engine.threads,
  };
}

/** The two sentences about a missing model that differ between endpoints. */
export type MissingModel = { readonly unnamed: ApiError; readonly unknown: (name: string) => ApiError };

/** What most endpoints say about a model that is not there. */
export function modelNotFound(name: string): ApiError {
  return new ApiError(404, `model '${name}' not found`);
}

/** Throws what the endpoint says unless `name` is this engine's model; a cloud model is refused before all else. */
export function requireModel(
  engine: Engine,
  name: string,
  { unnamed, unknown, cloud = "remote model is unavailable" }: MissingModel & { readonly cloud?: string },
): void {
  const reference = parseModelReference(name);
  if (reference === undefined) throw unnamed;
  if (reference.source === "cloud") throw new ApiError(403, `ollama cloud is disabled: ${cloud}`);
  if (!isSameModel(reference.base, engine.facts.name)) throw unknown(name);
}

/**
 * A thread that waits for another one spins: on a machine that is busy with an editor and a browser as well, a full
 * set of threads was seen to take seconds for one token. Half of them lose little and never do that.
 */
function defaultThreads(): number {
  return Math.min(Math.max(Math.floor(availableParallelism() / 2), 1), 4);
}
