import * as z from "zod/mini";
import { word, words } from "./listedModels.ts";

const counts = {
  done_reason: z.optional(z.string()),
  prompt_eval_count: z.optional(z.number()),
  /** Nanoseconds. */
  prompt_eval_duration: z.optional(z.number()),
  eval_count: z.optional(z.number()),
  /** Nanoseconds. */
  eval_duration: z.optional(z.number()),
};

/** A line of `/api/chat` or `/api/generate`. Unknown keys are kept: newer servers add some. */
export const chunkSchema = z.looseObject({
  error: z.optional(z.string()),
  done: z.optional(z.boolean()),
  message: z.optional(z.looseObject({ content: z.optional(z.string()), thinking: z.optional(z.string()) })),
  response: z.optional(z.string()),
  remote_host: z.optional(z.string()),
  remote_model: z.optional(z.string()),
  logprobs: z.optional(z.array(z.looseObject({ logprob: z.number() }))),
  ...counts,
});

/** `GET /api/version`. */
export const versionSchema = z.object({ version: z.string().check(z.maxLength(64)) });

/** `GET /api/ps`. */
export const psSchema = z.object({ models: z.array(z.object({ digest: z.string(), size: z.number() })) });

/** `GET /api/status`, Ollama ≥ 0.16.2. */
export const statusSchema = z.object({ cloud: z.object({ disabled: z.boolean() }) });

const details = z.optional(
  z.looseObject({
    family: z.optional(z.string()),
    context_length: z.optional(z.number()),
    parameter_size: word,
    quantization_level: word,
  }),
);

/** `GET /api/tags`. */
export const tagsSchema = z.object({ models: z.array(z.unknown()) });

/** A model of `GET /api/tags`. */
export const listedSchema = z.object({
  name: z.string(),
  size: z.optional(z.number()),
  digest: z.optional(z.string()),
  remote_host: z.optional(z.string()),
  remote_model: z.optional(z.string()),
  capabilities: z.optional(z.array(z.string())),
  details,
});

/** `POST /api/show`. `model_info` holds `<architecture>.context_length` among much else. */
export const showSchema = z.object({
  remote_host: z.optional(z.string()),
  remote_model: z.optional(z.string()),
  model_info: z.optional(z.record(z.string(), z.unknown())),
  template: word,
  capabilities: words,
  details,
});
