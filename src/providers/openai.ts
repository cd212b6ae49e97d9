import type OpenAI from "openai";
import * as z from "zod/mini";
import { err, ok } from "../base/result.ts";
import { messagePictures, messageText, type Draft, type Message } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { pictureUrl } from "../terms/picture.ts";
import { isSpoken } from "../terms/task.ts";
import { decodeVectors } from "./embeddings.ts";
import { httpFailure, malformed } from "./httpFailure.ts";
import { isFiltered, logprobsIn, spokenIn, usageIn, type Spoken } from "./openaiChunks.ts";
import { openaiEmbeddings } from "./openaiEmbeddings.ts";
import { readOpenaiModels } from "./openaiModels.ts";
import type { Delta, Exchange, Provider, ProviderFailure, Usage } from "./provider.ts";
import { parseJson, readBody } from "./readBody.ts";
import { failureFrom, recordWire, replayFetch, type SdkFetch } from "./sdkFetch.ts";
import { sseCheck } from "./sseCheck.ts";
import { thinkingApart } from "./thinkingApart.ts";
import { variantTemperature } from "./variantTemperature.ts";

/** What both streams say in a chunk, as far as we read it. */
type Chunk = {
  readonly spoken: readonly Spoken[];
  readonly finish: string | undefined;
  readonly usage: Usage | undefined;
};

const eventSchema = z.looseObject({
  choices: z.optional(z.nullable(z.array(z.looseObject({})))),
  usage: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
});

function chatMessage(message: Message): OpenAI.ChatCompletionMessageParam {
  const content = messageText(message);
  if (message.role === "assistant" || message.role === "system") return { role: message.role, content };
  const pictures = messagePictures(message);
  // Words alone stay a plain string: some servers know nothing else.
  if (pictures.length === 0) return { role: "user", content };
  const images = pictures.map((one) => ({ type: "image_url" as const, image_url: { url: pictureUrl(one) } }));
  return { role: "user", content: [...images, { type: "text", text: content }] };
}

/** Runs the request on the given fetch: the same call writes the bytes and reads the answer. */
async function start(draft: Draft, route: Route, fetch: SdkFetch): Promise<AsyncIterable<Chunk>> {
  // Only here, so that reading a list of models loads no package.
  const { openaiClient } = await import("./openaiClient.ts");
  const client = openaiClient(route.provider.url, fetch);
  const { asksForUsage, maxTokensField = "max_tokens", logprobsField } = presetOf(route.provider.kind);
  const { maxTokens } = draft;
  const common = {
    model: route.wireModel,
    stream: true as const,
    ...(asksForUsage && { stream_options: { include_usage: true } }),
    ...(draft.stop.length > 0 && { stop: draft.stop.slice(0, 4) }),
  };
  const raw = draft.messages.find(({ role }) => role === "raw");
  if (raw !== undefined) {
    const limit = maxTokens !== undefined && { max_tokens: maxTokens };
    const sampled =
      draft.variant === undefined
        ? { temperature: 0 }
        : { temperature: variantTemperature, seed: draft.variant };
    const probable = draft.logprobs && logprobsField !== undefined && { [logprobsField]: 1 };
    const asked = { ...common, ...limit, prompt: messageText(raw), ...sampled, ...probable };
    return textChunks(await client.completions.create(asked));
  }
  const limit = maxTokens !== undefined && { [maxTokensField]: maxTokens };
  const asked = { ...common, ...limit, messages: draft.messages.map(chatMessage) };
  return chatChunks(await client.chat.completions.create(asked));
}

/** Typed as always there; servers that count in a chunk of its own leave the choices empty or out. */
function firstOf<T>(choices: readonly T[] | null | undefined): T | undefined {
  return choices?.[0];
}

async function* chatChunks(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<Chunk> {
  for await (const chunk of stream) {
    const choice = firstOf(chunk.choices);
    yield {
      spoken: spokenIn(choice?.delta),
      finish: choice?.finish_reason ?? undefined,
      usage: usageIn(chunk),
    };
  }
}

async function* textChunks(stream: AsyncIterable<OpenAI.Completion>): AsyncGenerator<Chunk> {
  for await (const chunk of stream) {
    const choice = firstOf(chunk.choices);
    // Typed as always there, but `null` until the last chunk of a stream.
    const finish: string | null | undefined = choice?.finish_reason;
    const logprobs = logprobsIn(choice);
    yield {
      spoken: [{ kind: "text", text: choice?.text ?? "", ...(logprobs.length > 0 && { logprobs }) }],
      finish: finish ?? undefined,
      usage: usageIn(chunk),
    };
  }
}

/** What is wrong with the data of an event: it must be JSON with choices or counts, or the end mark. */
function eventFailure(data: string): ProviderFailure | undefined {
  if (data === "[DONE]") return undefined;
  const parsed = eventSchema.safeParse(parseJson(data));
  if (!parsed.success) return { kind: "malformed" };
  const { error, choices, usage } = parsed.data;
  if (error !== undefined && error !== null) return httpFailure(200, data);
  return (choices ?? usage) === undefined ? { kind: "malformed" } : undefined;
}

function ending(finish: string | undefined, usage: Usage): Delta {
  // A stream that just stops looks like a short answer; only a finish reason says that it was the whole.
  if (finish === undefined) return { kind: "failed", failure: { kind: "cut", code: "EOF" } };
  if (isFiltered(finish)) return { kind: "failed", failure: { kind: "refusedByProvider", reason: "" } };
  if (finish === "error")
    return { kind: "failed", failure: { kind: "serverError", status: 200, message: "" } };
  return { kind: "end", reason: finish === "length" ? "length" : "stop", usage };
}

/** A server that answers, and knows no such path as that of completions, is one that only chats. */
function failureOf({ draft, answer }: Exchange, body: string): ProviderFailure {
  const failure = httpFailure(answer.status, body, answer.headers);
  const isUnknownPath = failure.kind === "malformed" || answer.status === 405 || answer.status === 501;
  return draft.task === "completion" && isUnknownPath ? { kind: "continuesNothing" } : failure;
}

async function* decode(exchange: Exchange): AsyncGenerator<Delta> {
  const { draft, route, wire, answer } = exchange;
  try {
    if (answer.status !== 200) {
      const body = await readBody(answer.body);
      yield { kind: "failed", failure: failureOf(exchange, body) };
      return;
    }
    let finish: string | undefined;
    let usage: Usage = {};
    const fetch = replayFetch(wire, answer, sseCheck("nameless", eventFailure));
    for await (const chunk of await start(draft, route, fetch)) {
      yield* chunk.spoken.filter(({ text }) => text !== "");
      finish = chunk.finish ?? finish;
      usage = chunk.usage ?? usage;
    }
    yield ending(finish, usage);
  } catch (error) {
    yield { kind: "failed", failure: failureFrom(error) };
  }
}

/** The OpenAI API and every server that speaks it, through the `openai` package. */
export const openai: Provider = {
  encode: (draft, route) =>
    draft.task === "embed"
      ? Promise.resolve(openaiEmbeddings.encode(draft, route))
      : recordWire((fetch) => start(draft, route, fetch)),
  decode: (exchange) => {
    const { draft, answer } = exchange;
    if (draft.task === "embed") return decodeVectors(draft, answer, openaiEmbeddings);
    return isSpoken(draft.task) ? thinkingApart(decode(exchange)) : decode(exchange);
  },
  readErrand: (_errand, { status, body }) => {
    if (status !== 200) return err(httpFailure(status, body));
    const list = readOpenaiModels(body);
    return list === undefined ? err(malformed(body)) : ok({ kind: "list", ...list });
  },
};
