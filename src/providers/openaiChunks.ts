import * as z from "zod/mini";
import { ifSaid, said, word } from "./listedModels.ts";
import type { Delta, Usage } from "./provider.ts";

/** A piece of an answer, or of what the model thinks before it. */
export type Spoken = Extract<Delta, { kind: "text" | "thinking" }>;

const textPart = z.object({ type: z.optional(z.literal("text")), text: z.string() });

/** Mistral's pieces: @mistralai/mistralai 2.7.0, `TextChunk` and `ThinkChunk`. What is neither is passed over. */
const partSchema = z.union([
  textPart,
  z.object({ type: z.literal("thinking"), thinking: z.array(z.unknown()) }),
  z.unknown(),
]);

/**
 * What a chunk of a chat adds. Thinking has no field in OpenAI's own API: DeepSeek, vLLM, llama.cpp and LM Studio call it
 * `reasoning_content`; OpenRouter (@openrouter/sdk 1.3.19), Groq (groq-sdk 1.6.0) and newer vLLM `reasoning`; some send
 * both with the same words. `refusal` is what OpenAI's models say in place of an answer (openai 7.57.0).
 */
const deltaSchema = z.object({
  content: ifSaid(z.union([z.string(), z.array(partSchema)])),
  reasoning_content: word,
  reasoning: word,
  refusal: word,
});

function textIn(value: unknown): string {
  const parsed = textPart.safeParse(value);
  return parsed.success ? parsed.data.text : "";
}

function spokenPart(part: z.infer<typeof partSchema>): readonly Spoken[] {
  const thought = z.object({ thinking: z.array(z.unknown()) }).safeParse(part);
  if (thought.success) return [{ kind: "thinking", text: thought.data.thinking.map(textIn).join("") }];
  return [{ kind: "text", text: textIn(part) }];
}

/** The pieces of a chunk in their order, thinking first; what cannot be read says nothing. */
export function spokenIn(delta: unknown): readonly Spoken[] {
  const parsed = deltaSchema.safeParse(delta);
  if (!parsed.success) return [];
  const { content, reasoning_content, reasoning, refusal } = parsed.data;
  const parts = typeof content === "object" ? content.flatMap(spokenPart) : [];
  return [
    { kind: "thinking", text: reasoning_content ?? reasoning ?? "" },
    ...parts,
    { kind: "text", text: typeof content === "string" ? content : "" },
    { kind: "text", text: refusal ?? "" },
  ];
}

/**
 * How probable the tokens of a continued text were: OpenAI's older list (openai 7.57.0, `CompletionChoice.Logprobs`; vLLM),
 * or entries as in a chat (llama.cpp's server).
 */
const logprobsSchema = z.object({
  logprobs: z.object({
    token_logprobs: ifSaid(z.array(ifSaid(z.number()))),
    content: ifSaid(z.array(ifSaid(z.object({ logprob: z.number() })))),
  }),
});

/** The log-probabilities in a choice of a continued text; empty when there are none. */
export function logprobsIn(choice: unknown): readonly number[] {
  const parsed = logprobsSchema.safeParse(choice);
  if (!parsed.success) return [];
  const { token_logprobs, content } = parsed.data.logprobs;
  const told = token_logprobs ?? content?.map((entry) => entry?.logprob) ?? [];
  return told.filter((logprob) => logprob !== undefined);
}

const counted = z.number().check(z.nonnegative());
const countsSchema = z.object({ prompt_tokens: ifSaid(counted), completion_tokens: ifSaid(counted) });

/** Where the counts of a stream are; Groq, which is not asked for them, puts them beside (groq-sdk 1.6.0, `XGroq`). */
const usageSchema = z.object({
  usage: ifSaid(countsSchema),
  x_groq: ifSaid(z.object({ usage: ifSaid(countsSchema) })),
});

/** The counts in a chunk; `undefined` when there are none. */
export function usageIn(chunk: unknown): Usage | undefined {
  const parsed = usageSchema.safeParse(chunk);
  const counts = parsed.success ? (parsed.data.usage ?? parsed.data.x_groq?.usage) : undefined;
  return counts && said({ promptTokens: counts.prompt_tokens, answerTokens: counts.completion_tokens });
}

/** Whether an answer ended because a filter stopped it: OpenAI `content_filter`, Gemini `content_filter: …`. */
export function isFiltered(finish: string): boolean {
  return finish.startsWith("content_filter");
}
