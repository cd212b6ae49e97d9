import OpenAI from "openai";
import * as z from "zod/mini";
import { err, ok } from "../base/result.ts";
import { messageText, type Draft, type Message } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import { httpFailure } from "./httpFailure.ts";
import { readOpenaiModels } from "./openaiModels.ts";
import type { Delta, Exchange, Provider, ProviderFailure, Usage } from "./provider.ts";
import { parseJson, readBody } from "./readBody.ts";
import { failureFrom, recordWire, replayFetch, type LineCheck, type SdkFetch } from "./sdkFetch.ts";

/** What both streams say in a chunk, as far as we read it. */
type Chunk = {
  readonly text: string;
  readonly finish: string | undefined;
  readonly usage: Usage | undefined;
};

const eventSchema = z.looseObject({
  choices: z.optional(z.array(z.looseObject({}))),
  error: z.optional(z.unknown()),
});

/** Every option is given, so that no environment variable decides; the real key is added at the door. */
function client(route: Route, fetch: SdkFetch): OpenAI {
  return new OpenAI({
    apiKey: "added-at-the-door",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: route.provider.url,
    maxRetries: 0,
    logLevel: "off",
    defaultHeaders: {},
    fetch,
  });
}

function chatMessage(message: Message): OpenAI.ChatCompletionMessageParam {
  const content = messageText(message);
  if (message.role === "assistant" || message.role === "system") return { role: message.role, content };
  return { role: "user", content };
}

function usageOf(usage: OpenAI.CompletionUsage | null | undefined): Usage | undefined {
  return usage ? { promptTokens: usage.prompt_tokens, answerTokens: usage.completion_tokens } : undefined;
}

/** Runs the request on the given fetch: the same call writes the bytes and reads the answer. */
async function start(draft: Draft, route: Route, fetch: SdkFetch): Promise<AsyncIterable<Chunk>> {
  const common = {
    model: route.wireModel,
    stream: true as const,
    stream_options: { include_usage: true },
    ...(draft.stop.length > 0 && { stop: draft.stop.slice(0, 4) }),
    ...(draft.maxTokens !== undefined && { max_tokens: draft.maxTokens }),
  };
  const raw = draft.messages.find(({ role }) => role === "raw");
  if (raw !== undefined) {
    const asked = { ...common, prompt: messageText(raw), temperature: 0 };
    return textChunks(await client(route, fetch).completions.create(asked));
  }
  const asked = { ...common, messages: draft.messages.map(chatMessage) };
  return chatChunks(await client(route, fetch).chat.completions.create(asked));
}

async function* chatChunks(stream: AsyncIterable<OpenAI.ChatCompletionChunk>): AsyncGenerator<Chunk> {
  for await (const { choices, usage } of stream) {
    const choice = choices[0];
    yield {
      text: choice?.delta.content ?? "",
      finish: choice?.finish_reason ?? undefined,
      usage: usageOf(usage),
    };
  }
}

async function* textChunks(stream: AsyncIterable<OpenAI.Completion>): AsyncGenerator<Chunk> {
  for await (const { choices, usage } of stream) {
    const choice = choices[0];
    // Typed as always there, but `null` until the last chunk of a stream.
    const finish: string | null | undefined = choice?.finish_reason;
    yield { text: choice?.text ?? "", finish: finish ?? undefined, usage: usageOf(usage) };
  }
}

/** What is wrong with the data of an event: it must be JSON with choices, or the end mark. */
function eventFailure(data: string): ProviderFailure | undefined {
  if (data === "[DONE]") return undefined;
  const parsed = eventSchema.safeParse(parseJson(data));
  if (!parsed.success) return { kind: "malformed" };
  const { error, choices } = parsed.data;
  if (error !== undefined && error !== null) return httpFailure(200, data, undefined);
  return choices === undefined ? { kind: "malformed" } : undefined;
}

/** Checks lines before the package sees them. */
function checkLine(): LineCheck {
  return (line) => {
    if (line === undefined || line === "" || /^(?::|event:|id:|retry:)/.test(line)) return undefined;
    // Not `.`: JSON may hold U+2028 as it is.
    const data = /^data: ?([^]*)$/.exec(line)?.[1];
    return data === undefined ? { kind: "malformed" } : eventFailure(data);
  };
}

async function* decode({ draft, route, wire, answer }: Exchange): AsyncGenerator<Delta> {
  try {
    if (answer.status !== 200) {
      const body = await readBody(answer.body);
      yield { kind: "failed", failure: httpFailure(answer.status, body, answer.headers["retry-after"]) };
      return;
    }
    let finish: string | undefined;
    let usage: Usage = {};
    for await (const chunk of await start(draft, route, replayFetch(wire, answer, checkLine()))) {
      if (chunk.text !== "") yield { kind: "text", text: chunk.text };
      finish = chunk.finish ?? finish;
      usage = chunk.usage ?? usage;
    }
    // A stream that just stops looks like a short answer; only a finish reason says that it was the whole.
    if (finish === undefined) yield { kind: "failed", failure: { kind: "cut", code: "EOF" } };
    else yield { kind: "end", reason: finish === "length" ? "length" : "stop", usage };
  } catch (error) {
    yield { kind: "failed", failure: failureFrom(error) };
  }
}

/** The OpenAI API and every server that speaks it, through the `openai` package. */
export const openai: Provider = {
  encode: (draft, route) => recordWire((fetch) => start(draft, route, fetch)),
  decode,
  readErrand: (_errand, { status, body }) => {
    if (status !== 200) return err(httpFailure(status, body, undefined));
    const models = readOpenaiModels(body);
    return models === undefined ? err({ kind: "malformed" }) : ok({ kind: "list", models });
  },
};
