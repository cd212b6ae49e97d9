import { tell, type Limits, type Told } from "./answerTokens.ts";
import type { Call } from "./call.ts";
import { failure } from "./failure.ts";
import { type JsonObject, listIn, numberIn, objectIn, textIn, without } from "./json.ts";
import { fullName } from "./modelNames.ts";
import { askedOf, registryName } from "./ollama.ts";
import { capabilitiesOf, createdAt } from "./ollamaModels.ts";
import { mould, replay } from "./recorded.ts";
import { json, type Line, type Reply, stream } from "./reply.ts";
import { keeping, serve, type Served } from "./servedModel.ts";

/** Whether `/v1` has Ollama's flavour (recorded) or OpenAI's own (after its published types). */
function isOllama(call: Call): boolean {
  return call.script.speaks.includes("ollama");
}

/** `POST /v1/chat/completions`. */
export function chatCompletions(call: Call): Reply {
  if (listIn(call.body, "messages").length === 0) return noMessages(call);
  return serveV1(call, (served) => {
    const told = tell(call.script, askedOf(call, served.told), limitsOf(call.body));
    const reply =
      call.body["stream"] === true
        ? chatStream(call, served, told)
        : json("openai", 200, chatWhole(call, served, told), count(told));
    return keeping(reply, served, 4096);
  });
}

/** `POST /v1/completions`: a text, not a chat. */
export function completions(call: Call): Reply {
  return serveV1(call, (served) => {
    const name = served.told;
    const cannotInsert = served.model !== undefined && !capabilitiesOf(served.model).includes("insert");
    if (isOllama(call) && cannotInsert && textIn(call.body, "suffix") !== undefined)
      return replay("openai", "base: v1 completions suffix", { "library/smollm2:135m": registryName(name) });
    const told = tell(call.script, askedOf(call, name), limitsOf(call.body));
    const choice = (text: string, finish: string | null): JsonObject => ({
      text,
      index: 0,
      finish_reason: finish,
    });
    const base = { ...mould.v1Completion, model: name };
    if (call.body["stream"] !== true)
      return json(
        "openai",
        200,
        { ...base, choices: [choice(told.text, told.reason)], usage: usageOf(told) },
        count(told),
      );
    const chunk = without(base, "usage");
    return stream("openai", "sse", [
      ...told.tokens.map((token): Line => ({
        part: "token",
        value: { ...chunk, choices: [choice(token, null)] },
      })),
      { part: "frame", value: { ...chunk, choices: [choice("", told.reason)] } },
      ...usageLines(call, told, chunk),
      { part: "tail", value: "[DONE]" },
    ]);
  });
}

/** `GET /v1/models`: names, and nothing that tells an alias from a local model. */
export function listModels(call: Call): Reply {
  const data = call.script.models.map((model) =>
    modelEntry(call, isOllama(call) ? fullName(model.name) : model.name),
  );
  return json("openai", 200, { object: "list", data });
}

/** `GET /v1/models/{name}`. */
export function oneModel(call: Call): Reply {
  const name = decodeURIComponent(call.path.slice("/v1/models/".length));
  return serveV1({ ...call, body: { model: name } }, ({ told }) =>
    json("openai", 200, modelEntry(call, told)),
  );
}

function modelEntry(call: Call, id: string): JsonObject {
  return { ...mould.v1Model, id, created: createdAt, ...(!isOllama(call) && { owned_by: "system" }) };
}

/** Answers with a model that the server has, in the words of `/v1` where it has none. */
export function serveV1(call: Call, answer: (served: Served) => Reply): Reply {
  const name = textIn(call.body, "model") ?? "";
  // Ollama hands a look at a model and an answer on to the cloud alike, but a look at an alias stays here.
  if (isOllama(call)) {
    const looks = call.request.method === "GET";
    const alias = call.script.models.find((model) => fullName(model.name) === fullName(name) && model.remote);
    return looks && alias !== undefined ? answer({ told: name, model: alias }) : serve(call, name, answer);
  }
  const model = call.script.models.find((candidate) => candidate.name === name);
  if (model !== undefined) return answer({ told: name, model });
  const message = `The model \`${name}\` does not exist or you do not have access to it.`;
  return failure("openai", 404, message, { type: "invalid_request_error", code: "model_not_found" });
}

function noMessages(call: Call): Reply {
  if (isOllama(call)) return replay("openai", "base: v1 chat empty messages");
  const message = "Invalid 'messages': empty array. Expected an array with minimum length 1.";
  return failure("openai", 400, message, { param: "messages", code: "empty_array" });
}

function chatWhole(call: Call, served: Served, told: Told): JsonObject {
  const thinking = told.thinking.length > 0 && { [reasoningKey(call)]: told.thinking.join("") };
  const message = {
    role: "assistant",
    content: told.text,
    ...thinking,
    ...(!isOllama(call) && { refusal: null }),
  };
  const choice = {
    index: 0,
    message,
    ...(!isOllama(call) && { logprobs: null }),
    finish_reason: told.reason,
  };
  return { ...mould.v1Chat, ...vendor(call), model: served.told, choices: [choice], usage: usageOf(told) };
}

function chatStream(call: Call, served: Served, told: Told): Reply {
  const asksUsage = call.script.usage && objectIn(call.body, "stream_options")["include_usage"] === true;
  const chunk = {
    ...mould.v1Chunk,
    ...vendor(call),
    model: served.told,
    ...(!isOllama(call) && asksUsage && { usage: null }),
  };
  const line = (part: Line["part"], delta: JsonObject, finish: string | null = null): Line => {
    const choice = { index: 0, delta, ...(!isOllama(call) && { logprobs: null }), finish_reason: finish };
    return { part, value: { ...chunk, choices: [choice] } };
  };
  const role = isOllama(call) ? { role: "assistant" } : {};
  return stream("openai", "sse", [
    ...(isOllama(call) ? [] : [line("frame", { role: "assistant", content: "", refusal: null })]),
    ...told.thinking.map((text) => line("token", { ...role, content: "", [reasoningKey(call)]: text })),
    ...told.tokens.map((content) => line("token", { ...role, content })),
    line("frame", isOllama(call) ? { ...role, content: "" } : {}, told.reason),
    ...usageLines(call, told, chunk),
    { part: "tail", value: "[DONE]" },
  ]);
}

function usageLines(call: Call, told: Told, chunk: JsonObject): readonly Line[] {
  const asked = objectIn(call.body, "stream_options")["include_usage"] === true;
  if (!asked || !call.script.usage) return [];
  return [{ part: "frame", value: { ...chunk, choices: [], usage: usageOf(told) } }];
}

/** What OpenAI itself says beside what Ollama imitates. */
function vendor(call: Call): JsonObject {
  return isOllama(call) ? {} : { service_tier: "default", system_fingerprint: "fp_scripted" };
}

/** Reasoning has no field in OpenAI's chat API: Ollama calls it one thing, most other servers another. */
function reasoningKey(call: Call): string {
  return isOllama(call) ? "reasoning" : "reasoning_content";
}

function usageOf(told: Told): JsonObject {
  const { promptTokens, answerTokens } = told;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: answerTokens,
    total_tokens: promptTokens + answerTokens,
  };
}

function limitsOf(body: JsonObject): Limits {
  const maxTokens = numberIn(body, "max_completion_tokens") ?? numberIn(body, "max_tokens");
  return { maxTokens, stops: listIn(body, "stop").map(String) };
}

const count = (told: Told): number => told.thinking.length + told.tokens.length;
