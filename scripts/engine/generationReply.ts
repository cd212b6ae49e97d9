import type { Call } from "./call.ts";
import { type Engine, loadShape } from "./engine.ts";
import { type Generated, type Generation, type GenerationListener, generate } from "./generate.ts";
import { type GenerationOptions, parseOptions } from "./generationOptions.ts";
import { parseKeepAlive } from "./keepAlive.ts";
import type { Token } from "./llamaRuntime.ts";
import type { LoadedModel } from "./loadedModel.ts";
import type { RequestFields } from "./requestFields.ts";

/** What `/api/chat`, `/api/generate` and their like have in common. */
export type CommonRequest = {
  readonly options: GenerationOptions;
  readonly keepAliveMs: number | undefined;
  readonly truncate: boolean;
  readonly shift: boolean;
  readonly format: unknown;
  readonly topLogprobs: number | undefined;
};

/** Reads the common fields of an `/api` request. */
export function parseCommon(engine: Engine, fields: RequestFields): CommonRequest {
  return {
    options: parseOptions(fields.object("options") ?? new Map(), engine.modelOptions),
    keepAliveMs: parseKeepAlive(fields.value("keep_alive")),
    truncate: fields.boolean("truncate") ?? true,
    shift: fields.boolean("shift") ?? true,
    format: fields.value("format") === "" ? undefined : fields.value("format"),
    topLogprobs: fields.boolean("logprobs") === true ? (fields.integer("top_logprobs") ?? 0) : undefined,
  };
}

/** A generation with the times that Ollama reports. */
export type Answered = Generated & {
  readonly loadMs: number;
  readonly totalMs: number;
  /** The tokens of prompt and answer, where they were asked for. */
  readonly context?: readonly Token[];
};

/** Waits for the slot, makes the prompt from the loaded model, generates, and tells what was evaluated. */
export async function answer(
  engine: Engine,
  call: Call,
  request: CommonRequest,
  parts: {
    prompt(model: LoadedModel): string;
    readonly text: GenerationListener["text"];
    readonly withContext?: boolean;
  },
): Promise<Answered> {
  const { options, keepAliveMs, truncate, shift, format, topLogprobs } = request;
  return await engine.host.use({
    shape: loadShape(engine, options),
    keepAliveMs,
    signal: call.signal,
    async run(model) {
      const loadMs = performance.now() - call.startedAt;
      const prompt = parts.prompt(model);
      const generation: Generation = {
        prompt,
        options,
        truncate,
        shift,
        format,
        topLogprobs,
        signal: call.signal,
        finishAbandonedPrefill: engine.finishAbandonedPrefill,
      };
      const generated = await generate(model, generation, {
        evaluated: (tokens) => {
          call.evaluated(tokens);
        },
        text: parts.text,
      });
      // Not later: with `keep_alive: 0` the model is gone when the turn is over.
      const context = parts.withContext === true ? model.tokenize(prompt + generated.text) : undefined;
      const totalMs = performance.now() - call.startedAt;
      return { ...generated, loadMs, totalMs, ...(context !== undefined && { context }) };
    },
  });
}

/** The numbers at the end of an answer, durations in nanoseconds. */
export function metrics(answered: Answered): Readonly<Record<string, number>> {
  return {
    total_duration: nanoseconds(answered.totalMs),
    load_duration: nanoseconds(answered.loadMs),
    prompt_eval_count: answered.promptTokens,
    prompt_eval_duration: nanoseconds(answered.promptMs),
    eval_count: answered.generatedTokens,
    eval_duration: nanoseconds(answered.generatedMs),
  };
}

/** Whole nanoseconds, as Ollama counts durations. */
export function nanoseconds(ms: number): number {
  return Math.round(ms * 1e6);
}
