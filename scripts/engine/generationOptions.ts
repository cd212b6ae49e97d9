import { ApiError } from "./apiError.ts";

/** Ollama's `options` with its own defaults filled in. */
export type GenerationOptions = {
  readonly num_ctx: number;
  readonly num_keep: number;
  readonly num_predict: number;
  readonly num_thread: number;
  readonly repeat_last_n: number;
  readonly seed: number;
  readonly top_k: number;
  readonly frequency_penalty: number;
  readonly min_p: number;
  readonly presence_penalty: number;
  readonly repeat_penalty: number;
  readonly temperature: number;
  readonly top_p: number;
  readonly stop: readonly string[];
};

/** Negative and zero mean what they mean to Ollama: no limit, a random seed, the engine's own number of threads. */
const integers = {
  num_ctx: 4096,
  num_keep: 4,
  num_predict: -1,
  num_thread: 0,
  repeat_last_n: 64,
  seed: -1,
  top_k: 40,
};

const floats = {
  frequency_penalty: 0,
  min_p: 0,
  presence_penalty: 0,
  repeat_penalty: 1.1,
  temperature: 0.8,
  top_p: 0.9,
};

/** Options that are checked as Ollama checks them and then left alone: nothing in this engine has them. */
const unused: Readonly<Record<string, "integer" | "float32" | "boolean">> = {
  main_gpu: "integer",
  num_batch: "integer",
  num_gpu: "integer",
  typical_p: "float32",
  use_mmap: "boolean",
};

/** Options that are not in the request come from `modelOptions` (its `PARAMETER` lines), then from Ollama's defaults. */
export function parseOptions(
  requested: ReadonlyMap<string, unknown>,
  modelOptions: Partial<GenerationOptions>,
): GenerationOptions {
  for (const [name, kind] of Object.entries(unused)) checked(requested, name, kind);
  const numbers = (
    defaults: Readonly<Record<string, number>>,
    kind: "integer" | "float32",
  ): [string, number][] =>
    Object.keys(defaults).flatMap((name) => {
      const value = checked(requested, name, kind);
      return typeof value === "number" ? [[name, kind === "integer" ? Math.trunc(value) : value]] : [];
    });
  return {
    ...integers,
    ...floats,
    stop: [],
    ...modelOptions,
    ...Object.fromEntries([...numbers(integers, "integer"), ...numbers(floats, "float32")]),
    ...stopStrings(requested),
  };
}

function checked(
  requested: ReadonlyMap<string, unknown>,
  name: string,
  kind: "integer" | "float32" | "boolean",
): unknown {
  const value = requested.get(name) ?? undefined;
  const wanted = kind === "boolean" ? "boolean" : "number";
  if (value !== undefined && typeof value !== wanted) {
    throw new ApiError(500, `option ${JSON.stringify(name)} must be of type ${kind}`);
  }
  return value;
}

function stopStrings(requested: ReadonlyMap<string, unknown>): Pick<GenerationOptions, "stop"> | undefined {
  const value = requested.get("stop") ?? undefined;
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new ApiError(500, 'option "stop" must be of type array');
  return {
    stop: value.map((item) => {
      if (typeof item !== "string") throw new ApiError(500, 'option "stop" must be of an array of strings');
      return item;
    }),
  };
}
