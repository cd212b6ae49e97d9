import { type Asked } from "./serverScript.ts";
import { countTokens, promptOf, tell, type Told } from "./answerTokens.ts";
import type { Call } from "./call.ts";
import { failure } from "./failure.ts";
import { type JsonObject, listIn, numberIn, objectIn, textIn } from "./json.ts";
import { capabilitiesOf, isHollow } from "./ollamaModels.ts";
import { mould, replay } from "./recorded.ts";
import { json, type Line, type Reply, stream } from "./reply.ts";
import { keeping, serve, type Served } from "./servedModel.ts";

/** `POST /api/chat`. */
export function chat(call: Call): Reply {
  const name = textIn(call.body, "model") ?? "";
  if (name === "") return replay("ollama", "base: chat no model field");
  return serve(call, name, (served) => {
    const problem = problemOf(call, served, name);
    if (problem !== undefined) return problem;
    const messages = listIn(call.body, "messages");
    return messages.length === 0 ? loadOrUnload(call, served, mould.chatLoad) : say(call, served, chatForm);
  });
}

/** `POST /api/generate`, raw and templated. */
export function generate(call: Call): Reply {
  const name = textIn(call.body, "model") ?? "";
  if (name === "") return replay("ollama", "base: generate no model field");
  if (name.includes("..")) return replay("ollama", "base: generate invalid model name");
  return serve(call, name, (served) => {
    const problem = problemOf(call, served, name);
    if (problem !== undefined) return problem;
    const prompt = textIn(call.body, "prompt") ?? "";
    return prompt === "" ? loadOrUnload(call, served, mould.unload) : say(call, served, generateForm);
  });
}

/** How chat and generate write the same answer. */
type Form = {
  readonly line: JsonObject;
  readonly end: JsonObject;
  readonly put: (text: string, thinking?: string) => JsonObject;
};

const chatForm: Form = {
  line: mould.chatLine,
  end: mould.chatEnd,
  put: (content, thinking) => ({
    message: { role: "assistant", content, ...(thinking !== undefined && { thinking }) },
  }),
};

const generateForm: Form = {
  line: mould.generateLine,
  end: mould.generateEnd,
  put: (response, thinking) => ({ response, ...(thinking !== undefined && { thinking }) }),
};

function say(call: Call, served: Served, form: Form): Reply {
  const contextLength = contextOf(call);
  const asked = askedOf(call, served.told);
  const told = tell(call.script, asked, limitsOf(call.body));
  if (call.body["truncate"] === false && told.promptTokens > contextLength)
    return replay("ollama", "base: generate num_ctx tiny truncate:false");
  const filled = (line: JsonObject, members: JsonObject): JsonObject => fill(line, served, members);
  const end = endMembers(call, told, contextLength);
  if (call.body["stream"] === false) {
    const thinking = told.thinking.length > 0 ? told.thinking.join("") : undefined;
    const body = filled(form.end, {
      ...form.put(told.text, thinking),
      ...end,
      ...logprobs(call, told.tokens),
    });
    return keeping(
      json("ollama", 200, body, told.thinking.length + told.tokens.length),
      served,
      contextLength,
    );
  }
  const lines: Line[] = [
    ...told.thinking.map((part): Line => ({ part: "token", value: filled(form.line, form.put("", part)) })),
    ...told.tokens.map((token): Line => ({
      part: "token",
      value: filled(form.line, { ...form.put(token), ...logprobs(call, [token]) }),
    })),
    { part: "tail", value: filled(form.end, { ...form.put(""), ...end }) },
  ];
  return keeping(stream("ollama", "ndjson", lines), served, contextLength);
}

/** A recorded line with this answer's model in it, an alias naming its remote right behind. */
function fill(line: JsonObject, { told, remote }: Served, members: JsonObject): JsonObject {
  const remoteFields = remote && { remote_model: remote.model, remote_host: remote.host };
  return { ...{ model: told }, ...remoteFields, ...line, ...{ model: told }, ...members };
}

function endMembers(call: Call, told: Told, contextLength: number): JsonObject {
  const templated = call.path === "/api/generate" && call.body["raw"] !== true;
  return {
    done_reason: told.reason,
    ...(templated && { context: mould.context }),
    prompt_eval_count: Math.min(told.promptTokens, contextLength),
    eval_count: told.answerTokens,
  };
}

/** Log-probabilities where asked for: every scripted token is about nine in ten sure. */
function logprobs(call: Call, tokens: readonly string[]): JsonObject {
  if (call.body["logprobs"] !== true) return {};
  const sure = tokens.map((token) => ({ token, logprob: -0.1, bytes: [...Buffer.from(token)] }));
  const top = (numberIn(call.body, "top_logprobs") ?? 0) > 0;
  return { logprobs: sure.map((entry) => ({ ...entry, ...(top && { top_logprobs: [entry] }) })) };
}

function loadOrUnload(call: Call, served: Served, line: JsonObject): Reply {
  const unloads = call.body["keep_alive"] === 0;
  const body = fill(line, served, { done_reason: unloads ? "unload" : "load" });
  return keeping(json("ollama", 200, body), served, unloads ? undefined : contextOf(call));
}

/** The first reason why this model does not do what was asked, in Ollama's own words. */
function problemOf(call: Call, { model, remote }: Served, name: string): Reply | undefined {
  const { body } = call;
  const wrong = Object.keys(objectIn(body, "options")).find((key) =>
    isWrongOption(objectIn(body, "options"), key),
  );
  if (wrong !== undefined) return replay("ollama", "base: generate bad option type", { num_predict: wrong });
  if (body["raw"] === true && ["system", "template", "context"].some((key) => body[key] !== undefined))
    return replay("ollama", "base: generate raw + system");
  if (model === undefined || remote !== undefined) return undefined;
  if (isHollow(model))
    return failure("ollama", 400, `"${name}" does not support ${call.path.slice("/api/".length)}`);
  return lacks(call, capabilitiesOf(model), name);
}

function lacks({ body }: Call, can: readonly string[], name: string): Reply | undefined {
  const registered = { "library/smollm2:135m": registryName(name) };
  if ((textIn(body, "suffix") ?? "") !== "" && !can.includes("insert"))
    return replay("ollama", "base: generate suffix", registered);
  if (listIn(body, "tools").length > 0 && !can.includes("tools"))
    return replay("ollama", "base: chat tools unsupported", registered);
  if (Boolean(body["think"]) && !can.includes("thinking"))
    return replay("ollama", "base: chat think unsupported", { "smollm2:135m": name });
  return undefined;
}

/** The part of a model's full name that stands behind the registry's. */
export function registryName(name: string): string {
  const bare = name.replace(/:local$/iu, "");
  const tagged = bare.includes(":") ? bare : `${bare}:latest`;
  return tagged.includes("/") ? tagged : `library/${tagged}`;
}

const integers = ["num_predict", "num_ctx", "num_thread", "num_batch", "num_keep", "seed", "top_k"];
const isWrongOption = (options: JsonObject, key: string): boolean =>
  integers.includes(key) && !Number.isInteger(options[key]);

/** How much context a request loads its model with: Ollama's default on a CPU unless it says. */
function contextOf(call: Call): number {
  return numberIn(objectIn(call.body, "options"), "num_ctx") ?? 4096;
}

function limitsOf(body: JsonObject): { maxTokens: number | undefined; stops: readonly string[] } {
  const options = objectIn(body, "options");
  return { maxTokens: numberIn(options, "num_predict"), stops: listIn(options, "stop").map(String) };
}

/** What an answer may depend on. */
export function askedOf(call: Call, model: string): Asked {
  return { path: call.path, model, prompt: promptOf(call.body), body: call.body };
}

/** `POST /api/embed`: a vector for each input; texts that share words lie close to each other. */
export function embed(call: Call): Reply {
  const name = textIn(call.body, "model") ?? "";
  return serve(call, name, (served) => {
    const inputs = listIn(call.body, "input").map(String);
    const body = {
      model: served.told,
      embeddings: inputs.map((input) => vectorOf(input, served.model?.embeddingLength ?? 576)),
      ...mould.embedEnd,
      prompt_eval_count: inputs.reduce((sum, input) => sum + countTokens(input), 0),
    };
    return keeping(json("ollama", 200, body), served, contextOf(call));
  });
}

/** A unit vector: each word adds to one coordinate. */
export function vectorOf(text: string, length: number): readonly number[] {
  const vector = new Array<number>(length).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text]) {
    const at = Buffer.from(word).reduce((hash, byte) => (hash * 31 + byte) % 1_000_003, 7) % length;
    vector[at] = (vector[at] ?? 0) + 1;
  }
  const norm = Math.hypot(...vector);
  return vector.map((value) => value / norm);
}
