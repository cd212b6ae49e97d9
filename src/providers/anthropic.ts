import { Stream } from "@anthropic-ai/sdk/core/streaming";
import type {
  ImageBlockParam,
  MessageCreateParamsStreaming,
  MessageParam,
} from "@anthropic-ai/sdk/resources/messages/messages";
import { err, ok } from "../base/result.ts";
import { messagePictures, messageText, type Draft } from "../prompt/draft.ts";
import type { Route } from "../routing/route.ts";
import type { Picture } from "../terms/picture.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { eventSchema, type StreamEvent } from "./anthropicEvents.ts";
import { readAnthropicModels } from "./anthropicModels.ts";
import { httpFailure, malformed } from "./httpFailure.ts";
import type { Delta, Exchange, Provider, ProviderFailure, Usage } from "./provider.ts";
import { parseJson, readBody } from "./readBody.ts";
import { shownMessage } from "./saidError.ts";
import { checkedResponse, failureFrom } from "./sdkFetch.ts";
import { sseCheck } from "./sseCheck.ts";
import { thinkingApart } from "./thinkingApart.ts";

/**
 * Longest answer asked for, in tokens, while the model's own limit is not known: what every model of this API has had at
 * least since the third generation. The API wants a number in each request.
 */
const usualAnswer = 8192;

/**
 * Longest answer to ask for, in tokens. Older models refuse a request whose prompt and answer together could outgrow
 * their context, so no more is asked for than the quarter that a chat's prompt leaves free.
 */
function answerLimit(draft: Draft, { answerTokens = usualAnswer, contextTokens }: Route): number {
  return draft.maxTokens ?? Math.min(answerTokens, Math.max(usualAnswer, Math.floor(contextTokens / 4)));
}

type Turn = { readonly role: "user" | "assistant"; text: string; images: readonly ImageBlockParam[] };

function imageBlock({ mediaType, base64 }: Picture): ImageBlockParam {
  return { type: "image", source: { type: "base64", media_type: mediaType, data: base64 } };
}

/** Turns by turns, as the API wants them: two in a row of one speaker become one, and an empty one is nobody's turn. */
function alternating(draft: Draft): MessageParam[] {
  const turns: Turn[] = [];
  for (const message of draft.messages) {
    const text = messageText(message);
    const images = messagePictures(message).map(imageBlock);
    if (message.role === "system" || (text.trim() === "" && images.length === 0)) continue;
    const role = message.role === "assistant" ? "assistant" : "user";
    const before = turns.at(-1);
    if (before?.role !== role) turns.push({ role, text, images });
    else {
      before.text += `\n\n${text}`;
      before.images = [...before.images, ...images];
    }
  }
  return turns.map(messageParam);
}

/** Pictures come before the words about them, as the API's documentation advises. */
function messageParam({ role, text, images }: Turn): MessageParam {
  if (images.length === 0) return { role, content: text };
  return { role, content: text.trim() === "" ? [...images] : [...images, { type: "text", text }] };
}

function request(draft: Draft, route: Route): MessageCreateParamsStreaming {
  const system = draft.messages.filter(({ role }) => role === "system").map(messageText);
  return {
    model: route.wireModel,
    max_tokens: answerLimit(draft, route),
    stream: true,
    ...(system.length > 0 && { system: system.join("\n\n") }),
    messages: alternating(draft),
    ...(draft.stop.length > 0 && { stop_sequences: [...draft.stop] }),
  };
}

function encode(draft: Draft, route: Route): WireRequest {
  return {
    method: "POST",
    path: `${new URL(route.provider.url).pathname.replace(/\/+$/, "")}/v1/messages`,
    body: new TextEncoder().encode(JSON.stringify(request(draft, route))),
  };
}

/** What is wrong with the data of an event: it must be JSON of a kind, and no error. */
function eventFailure(data: string): ProviderFailure | undefined {
  const parsed = eventSchema.safeParse(parseJson(data));
  if (!parsed.success) return { kind: "malformed" };
  return parsed.data.type === "error" ? httpFailure(200, data) : undefined;
}

function spoken({ delta, content_block: block }: StreamEvent): Delta {
  const thinking = delta?.thinking ?? block?.thinking;
  if (thinking !== undefined) return { kind: "thinking", text: thinking };
  return { kind: "text", text: delta?.text ?? block?.text ?? "" };
}

/** The counts of an event on top of those before: the end of a stream repeats and completes those of its start. */
function counted(before: Usage, { message, usage }: StreamEvent): Usage {
  const counts = message?.usage ?? usage;
  if (counts === undefined) return before;
  const { input_tokens: read, output_tokens: written } = counts;
  const cached = (counts.cache_creation_input_tokens ?? 0) + (counts.cache_read_input_tokens ?? 0);
  return {
    ...before,
    ...(read !== undefined && { promptTokens: read + cached }),
    ...(written !== undefined && { answerTokens: written }),
  };
}

const lengths: ReadonlySet<string> = new Set(["max_tokens", "model_context_window_exceeded"]);

function ending(end: StreamEvent["delta"], usage: Usage): Delta {
  const reason = end?.stop_reason;
  if (reason === undefined) return { kind: "failed", failure: { kind: "cut", code: "EOF" } };
  if (reason !== "refusal") return { kind: "end", reason: lengths.has(reason) ? "length" : "stop", usage };
  const told = shownMessage(end?.stop_details?.explanation ?? "");
  return { kind: "failed", failure: { kind: "refusedByProvider", reason: told } };
}

async function* decode({ answer }: Exchange): AsyncGenerator<Delta> {
  try {
    if (answer.status !== 200) {
      const body = await readBody(answer.body);
      yield { kind: "failed", failure: httpFailure(answer.status, body, answer.headers) };
      return;
    }
    let usage: Usage = {};
    let end: StreamEvent["delta"];
    const response = checkedResponse(answer, sseCheck("named", eventFailure));
    for await (const value of Stream.fromSSEResponse<unknown>(response, new AbortController())) {
      const event = eventSchema.parse(value);
      const said = spoken(event);
      if (said.kind !== "end" && said.kind !== "failed" && said.text !== "") yield said;
      usage = counted(usage, event);
      if (event.delta?.stop_reason !== undefined) end = event.delta;
      if (event.type === "message_stop") break;
    }
    yield ending(end, usage);
  } catch (error) {
    yield { kind: "failed", failure: failureFrom(error) };
  }
}

/**
 * Anthropic's Messages API, with the types and the reader of streams of the `@anthropic-ai/sdk` package. Not its client:
 * that looks for credentials in files and variables of its own and hands what it sends to any tracer in the process
 * (docs/decisions/004).
 */
export const anthropic: Provider = {
  encode: (draft, route) => Promise.resolve(encode(draft, route)),
  decode: (exchange) => thinkingApart(decode(exchange)),
  readErrand: (_errand, { status, body }) => {
    if (status !== 200) return err(httpFailure(status, body));
    const list = readAnthropicModels(body);
    return list === undefined ? err(malformed(body)) : ok({ kind: "list", ...list });
  },
};
