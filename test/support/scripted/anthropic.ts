import { tell, type Told } from "./answerTokens.ts";
import type { Call } from "./call.ts";
import { failure } from "./failure.ts";
import { type JsonObject, listIn, numberIn, textIn } from "./json.ts";
import { askedOf } from "./ollama.ts";
import { json, type Line, type Reply, stream } from "./reply.ts";
import { keeping, serve, type Served } from "./servedModel.ts";

/** `POST /v1/messages`, after Anthropic's published API; with `ollama` spoken too, names follow Ollama's rules. */
export function messages(call: Call): Reply {
  const name = textIn(call.body, "model") ?? "";
  const problem = problemOf(call);
  if (problem !== undefined) return problem;
  if (call.script.speaks.includes("ollama")) return serve(call, name, (served) => say(call, served));
  const model = call.script.models.find((candidate) => candidate.name === name);
  return model === undefined ? failure("anthropic", 404, `model: ${name}`) : say(call, { told: name, model });
}

/** `GET /v1/models` as Anthropic lists them. */
export function listClaudes(call: Call): Reply {
  const data = call.script.models.map(({ name }) => ({
    type: "model",
    id: name,
    display_name: name,
    created_at: "2026-01-01T00:00:00Z",
  }));
  const ends = { first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null };
  return json("anthropic", 200, { data, has_more: false, ...ends });
}

function problemOf(call: Call): Reply | undefined {
  const { body, request, script } = call;
  const refuse = (message: string): Reply => failure("anthropic", 400, message);
  if (!script.speaks.includes("ollama") && request.headers["anthropic-version"] === undefined)
    return refuse("anthropic-version: header is required");
  if (numberIn(body, "max_tokens") === undefined) return refuse("max_tokens: Field required");
  if (listIn(body, "messages").length === 0) return refuse("messages: at least one message is required");
  return undefined;
}

const reasons: Readonly<Record<string, string>> = { stop: "end_turn", length: "max_tokens" };

function say(call: Call, served: Served): Reply {
  const { body } = call;
  const limits = {
    maxTokens: numberIn(body, "max_tokens"),
    stops: listIn(body, "stop_sequences").map(String),
  };
  const told = tell(call.script, askedOf(call, served.told), limits);
  const reply = body["stream"] === true ? sayInEvents(served, told) : sayWhole(served, told);
  return keeping(reply, served, 4096);
}

function envelope(served: Served, told: Told): JsonObject {
  return {
    id: "msg_scripted",
    type: "message",
    role: "assistant",
    model: served.told,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: told.promptTokens, output_tokens: 1 },
  };
}

function sayWhole(served: Served, told: Told): Reply {
  const thinking = { type: "thinking", thinking: told.thinking.join(""), signature: "scripted" };
  const body = {
    ...envelope(served, told),
    content: [...(told.thinking.length > 0 ? [thinking] : []), { type: "text", text: told.text }],
    stop_reason: reasons[told.reason] ?? told.reason,
    usage: { input_tokens: told.promptTokens, output_tokens: told.answerTokens },
  };
  return json("anthropic", 200, body, told.thinking.length + told.tokens.length);
}

function sayInEvents(served: Served, told: Told): Reply {
  const event = (part: Line["part"], type: string, members: JsonObject): Line => ({
    part,
    event: type,
    value: { type, ...members },
  });
  const block = (index: number, start: JsonObject, deltas: readonly JsonObject[]): readonly Line[] => [
    event("frame", "content_block_start", { index, content_block: start }),
    ...deltas.map((delta) => event("token", "content_block_delta", { index, delta })),
    event("frame", "content_block_stop", { index }),
  ];
  const thinking = told.thinking.map((part) => ({ type: "thinking_delta", thinking: part }));
  const texts = told.tokens.map((text) => ({ type: "text_delta", text }));
  const thinks = thinking.length > 0;
  const stop = { stop_reason: reasons[told.reason] ?? told.reason, stop_sequence: null };
  return stream("anthropic", "sse", [
    event("frame", "message_start", { message: envelope(served, told) }),
    event("frame", "ping", {}),
    ...(thinks ? block(0, { type: "thinking", thinking: "", signature: "" }, thinking) : []),
    ...block(thinks ? 1 : 0, { type: "text", text: "" }, texts),
    event("tail", "message_delta", { delta: stop, usage: { output_tokens: told.answerTokens } }),
    event("tail", "message_stop", {}),
  ]);
}
