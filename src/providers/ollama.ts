import type { Message } from "ollama";
import type * as z from "zod/mini";
import { messagePictures, messageText, type Draft, type Message as DraftMessage } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import type { Destination } from "../terms/destination.ts";
import { keepAlive } from "../terms/keepAlive.ts";
import { isSpoken } from "../terms/task.ts";
import { decodeVectors } from "./embeddings.ts";
import { httpFailure, malformed } from "./httpFailure.ts";
import { followOllamaChore } from "./ollamaChores.ts";
import { readOllamaErrand } from "./ollamaErrands.ts";
import { chunkSchema } from "./ollamaSchemas.ts";
import type { Delta, Exchange, Provider, ProviderFailure, Usage } from "./provider.ts";
import { ollamaEmbeddings } from "./ollamaEmbeddings.ts";
import { parseJson, readBody } from "./readBody.ts";
import { shownHost } from "./shownHost.ts";
import { thinkingApart } from "./thinkingApart.ts";
import { variantTemperature } from "./variantTemperature.ts";
import { failureFrom, recordWire, replayFetch, type LineCheck, type SdkFetch } from "./sdkFetch.ts";

/**
 * Without `truncate: false` a prompt that is too long is cut in silence, and what was read is not what was sent; without
 * `shift: false` an answer that fills the context goes on after the beginning of the conversation was dropped. Servers
 * that know neither ignore both. For newer ones another `shift` is another way to load the model, so it is the same in
 * every request that loads one.
 */
const wholeOnly = { truncate: false, shift: false } as const;

/** What both of Ollama's streams say in a chunk, as far as we read it. */
type Chunk = {
  readonly text: string;
  readonly thinking: string;
  readonly logprobs?: readonly { readonly logprob: number }[];
  readonly done: boolean;
  readonly done_reason?: string;
  readonly prompt_eval_count?: number;
  readonly prompt_eval_duration?: number;
  readonly eval_count?: number;
  readonly eval_duration?: number;
};

/**
 * Pictures stand beside the text of their message. The package is given bytes and writes base64; a string it would first
 * take for the name of a file, and read that.
 */
function chatMessage(message: DraftMessage): Message {
  const images = messagePictures(message).map(({ base64 }) => Buffer.from(base64, "base64"));
  return { role: message.role, content: messageText(message), ...(images.length > 0 && { images }) };
}

/** Runs the request on the given fetch: the same call writes the bytes and reads the answer. */
async function start(draft: Draft, route: Route, fetch: SdkFetch): Promise<AsyncIterable<Chunk>> {
  // Only here, so that an errand loads no package.
  const { ollamaClient } = await import("./ollamaClient.ts");
  const client = ollamaClient(route.provider.url, fetch);
  const options = {
    num_ctx: route.contextTokens,
    ...(draft.stop.length > 0 && { stop: [...draft.stop] }),
    ...(draft.maxTokens !== undefined && { num_predict: draft.maxTokens }),
  };
  const common = { model: route.wireModel, stream: true as const, keep_alive: keepAlive, ...wholeOnly };
  const raw = draft.messages.find(({ role }) => role === "raw");
  if (raw !== undefined) {
    const prompt = messageText(raw);
    const sampled = { ...options, ...sampling(draft) };
    const asked = {
      ...common,
      raw: true,
      prompt,
      options: sampled,
      ...(draft.logprobs && { logprobs: true }),
    };
    const stream = await client.generate(asked);
    return chunks(stream, ({ response }: { response?: string }) => ({ text: response ?? "", thinking: "" }));
  }
  const messages = draft.messages.map(chatMessage);
  const stream = await client.chat({ ...common, messages, options });
  return chunks(stream, ({ message }: { message?: { content?: string; thinking?: string } }) => ({
    text: message?.content ?? "",
    thinking: message?.thinking ?? "",
  }));
}

/** The likeliest continuation, the same each time; a variant takes less likely words. */
function sampling({ variant }: Draft): { readonly temperature: number; readonly seed: number } {
  return variant === undefined
    ? { temperature: 0, seed: 0 }
    : { temperature: variantTemperature, seed: variant };
}

type Counted = Omit<Chunk, "text" | "thinking">;

async function* chunks<T extends Counted>(
  stream: AsyncIterable<T>,
  spoken: (chunk: T) => Pick<Chunk, "text" | "thinking">,
): AsyncGenerator<Chunk> {
  for await (const chunk of stream) yield { ...chunk, ...spoken(chunk) };
}

function usageOf(chunk: Chunk): Usage {
  return {
    ...(chunk.prompt_eval_count !== undefined && { promptTokens: chunk.prompt_eval_count }),
    ...(chunk.prompt_eval_duration !== undefined && { promptMs: chunk.prompt_eval_duration / 1e6 }),
    ...(chunk.eval_count !== undefined && { answerTokens: chunk.eval_count }),
    ...(chunk.eval_duration !== undefined && { answerMs: chunk.eval_duration / 1e6 }),
  };
}

/** What is wrong with a parsed line, by what it says. */
function chunkFailure(chunk: z.infer<typeof chunkSchema>, isChat: boolean): ProviderFailure | undefined {
  const { error, done, message, response } = chunk;
  if (error !== undefined) return httpFailure(200, JSON.stringify({ error }));
  const text = isChat ? (message?.content ?? message?.thinking) : response;
  return text === undefined && done !== true ? { kind: "malformed" } : undefined;
}

/** Checks lines before the package sees them: it would drop a malformed one and print its content. */
function checkLine(isChat: boolean, mayForward: boolean): LineCheck {
  let isDone = false;
  return (line) => {
    if (line === undefined) return isDone ? undefined : { kind: "cut", code: "EOF" };
    if (line === "" || isDone) return "skip";
    const parsed = chunkSchema.safeParse(parseJson(line));
    if (!parsed.success) return malformed(line);
    const { remote_host: host, remote_model: model } = parsed.data;
    if (!mayForward && (host ?? model) !== undefined)
      return { kind: "forwarded", host: shownHost(host ?? "ollama.com") };
    isDone = parsed.data.done === true;
    return chunkFailure(parsed.data, isChat);
  };
}

/** Whether the text was sent to a cloud knowingly; the user's own host, though public, counts as their own. */
function wasToldOfCloud({ class: kind, declared }: Destination): boolean {
  return kind === "cloudViaDevice" || (kind === "cloud" && !declared);
}

async function* decode({ draft, route, wire, answer }: Exchange): AsyncGenerator<Delta> {
  try {
    if (answer.status !== 200) {
      const body = await readBody(answer.body);
      yield { kind: "failed", failure: httpFailure(answer.status, body, answer.headers) };
      return;
    }
    const isChat = isSpoken(draft.task);
    const check = checkLine(isChat, wasToldOfCloud(answer.destination));
    for await (const chunk of await start(draft, route, replayFetch(wire, answer, check))) {
      if (chunk.thinking !== "") yield { kind: "thinking", text: chunk.thinking };
      const logprobs = chunk.logprobs?.map(({ logprob }) => logprob);
      if (chunk.text !== "") yield { kind: "text", text: chunk.text, ...(logprobs && { logprobs }) };
      if (chunk.done) {
        yield {
          kind: "end",
          reason: chunk.done_reason === "length" ? "length" : "stop",
          usage: usageOf(chunk),
        };
        return;
      }
    }
    yield { kind: "failed", failure: { kind: "cut", code: "EOF" } };
  } catch (error) {
    yield { kind: "failed", failure: failureFrom(error) };
  }
}

/** Ollama's own API, through the `ollama` package: `/api/chat`, and `/api/generate` with `raw` for completion. */
export const ollama: Provider = {
  encode: (draft, route) =>
    draft.task === "embed"
      ? Promise.resolve(ollamaEmbeddings.encode(draft, route))
      : recordWire((fetch) => start(draft, route, fetch)),
  decode: (exchange) => {
    const { draft, answer } = exchange;
    if (draft.task === "embed") return decodeVectors(draft, answer, ollamaEmbeddings);
    return isSpoken(draft.task) ? thinkingApart(decode(exchange)) : decode(exchange);
  },
  readErrand: readOllamaErrand,
  followChore: followOllamaChore,
};
