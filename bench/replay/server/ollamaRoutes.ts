import { ApiError } from "../../../scripts/engine/apiError.ts";
import type { Call } from "../../../scripts/engine/call.ts";
import { chatMl } from "../../../scripts/engine/chatTemplate.ts";
import { defaultKeepAliveMs, parseKeepAlive } from "../../../scripts/engine/keepAlive.ts";
import { parseOptions } from "../../../scripts/engine/generationOptions.ts";
import { nanoseconds } from "../../../scripts/engine/generationReply.ts";
import { displayFullName } from "../../../scripts/engine/modelNames.ts";
import { RequestFields } from "../../../scripts/engine/requestFields.ts";
import { rendered } from "./families.ts";
import { readPrompt, type ReadPrompt } from "./readPrompt.ts";
import { runnerShape } from "./runnerShape.ts";
import {
  answer,
  type Answered,
  type Asked,
  requireModel,
  type Simulation,
  type ToldToken,
} from "./simulation.ts";
import { tokenize } from "./tokenize.ts";

/** A prompt as it was rendered, and what the model makes of it. */
type Prompt = Pick<Asked, "prompt" | "read">;

/** How one of the two endpoints writes a piece of its answer. */
type Form = (text: string) => object;

/** `POST /api/generate`: raw, templated or with a suffix; without a prompt it loads or unloads the model. */
export async function generateRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("GenerateRequest");
  requireModel(simulation, fields.string("model") ?? "");
  const form: Form = (response) => ({ response });
  const prompt = generatePrompt(simulation, fields);
  await (prompt === undefined
    ? load(simulation, call, fields, form)
    : respond(simulation, call, { fields, form, prompt }));
}

/** `POST /api/chat` */
export async function chatRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("ChatRequest");
  requireModel(simulation, fields.string("model") ?? "");
  const form: Form = (content) => ({ message: { role: "assistant", content } });
  const messages = (fields.list("messages", "[]api.Message") ?? []).map((value) => {
    const message = new RequestFields("ChatRequest.messages", value);
    return { role: message.string("role") ?? "", content: message.string("content") ?? "" };
  });
  const prompt: Prompt = { prompt: chatMl.render(messages), read: { kind: "talk" } };
  await (messages.length === 0
    ? load(simulation, call, fields, form)
    : respond(simulation, call, { fields, form, prompt }));
}

/** `POST /api/embed`: a vector that says how often each of 64 kinds of tokens occurs. */
export async function embedRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("EmbedRequest");
  requireModel(simulation, fields.string("model") ?? "");
  const input = fields.value("input");
  const texts = (Array.isArray(input) ? input : [input]).map(String);
  const answered = await answer(simulation, call, {
    ...common(fields),
    prompt: texts.join("\n"),
    read: { kind: "talk" },
    limits: { stop: [], tokens: 0 },
    token: () => Promise.resolve(),
  });
  call.json(200, {
    model: simulation.model.name,
    embeddings: texts.map(embedding),
    total_duration: nanoseconds(answered.work.loadMs + answered.work.promptMs),
    load_duration: nanoseconds(answered.work.loadMs),
    prompt_eval_count: answered.promptTokens,
  });
}

function embedding(text: string): readonly number[] {
  const vector = new Array<number>(64).fill(0);
  for (const token of tokenize(text)) {
    const kind = Buffer.from(token).reduce((sum, byte) => sum + byte, 0) % vector.length;
    vector[kind] = (vector[kind] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

/** Undefined for an empty prompt; a suffix is rendered by the model's template, which not every model's can. */
function generatePrompt({ model }: Simulation, fields: RequestFields): Prompt | undefined {
  const prompt = fields.string("prompt") ?? "";
  const suffix = fields.string("suffix") ?? "";
  if (suffix !== "" && model.family?.insert !== true)
    throw new ApiError(400, `${displayFullName(model.name)} does not support insert`);
  if (prompt === "") return undefined;
  if (fields.boolean("raw") === true) return { prompt, read: readPrompt(model.family, prompt) };
  if (suffix === "" || model.family === undefined)
    return { prompt: chatMl.render([{ role: "user", content: prompt }]), read: { kind: "talk" } };
  const read: ReadPrompt = { kind: "continue", before: prompt, after: suffix };
  return { prompt: rendered(model.family, read), read };
}

/** What the endpoints of Ollama's API have in common, for the machine. */
function common(fields: RequestFields): Pick<Asked, "shape" | "keepAliveMs" | "limits" | "fitting"> {
  const requested = fields.object("options") ?? new Map<string, unknown>();
  const { num_ctx, num_keep, num_predict, stop } = parseOptions(requested, {});
  return {
    shape: runnerShape(requested),
    keepAliveMs: parseKeepAlive(fields.value("keep_alive")) ?? defaultKeepAliveMs,
    limits: { stop, tokens: num_predict > 0 ? num_predict : num_ctx },
    fitting: {
      contextTokens: num_ctx,
      keep: num_keep,
      tooLong: fields.boolean("truncate") === false ? "refuse" : "cut",
    },
  };
}

/** Only loads the model, or only unloads it. */
async function load(simulation: Simulation, call: Call, fields: RequestFields, form: Form): Promise<void> {
  const asked = common(fields);
  if (asked.keepAliveMs === 0) simulation.machine.unload();
  else
    await answer(simulation, call, {
      ...asked,
      prompt: "",
      read: { kind: "talk" },
      limits: { stop: [], tokens: 0 },
      token: () => Promise.resolve(),
    });
  const done_reason = asked.keepAliveMs === 0 ? "unload" : "load";
  call.json(200, { ...part(simulation, form("")), done: true, done_reason });
}

async function respond(
  simulation: Simulation,
  call: Call,
  { fields, form, prompt }: { readonly fields: RequestFields; readonly form: Form; readonly prompt: Prompt },
): Promise<void> {
  const streams = fields.boolean("stream") ?? true;
  const wantsLogprobs = fields.boolean("logprobs") === true;
  const described = (tokens: readonly ToldToken[]): object =>
    wantsLogprobs && tokens.length > 0
      ? { logprobs: tokens.map(logprob(fields.integer("top_logprobs") ?? 0)) }
      : {};
  const write = async (line: object): Promise<void> => {
    await call.write("application/x-ndjson", `${JSON.stringify(line)}\n`);
  };
  const answered = await answer(simulation, call, {
    ...common(fields),
    ...prompt,
    token: async (token) => {
      if (streams) await write({ ...part(simulation, form(token.text)), done: false, ...described([token]) });
    },
  });
  const end = { done: true, done_reason: answered.doneReason, ...metrics(answered) };
  if (streams) {
    await write({ ...part(simulation, form("")), ...end });
    call.end();
  } else call.json(200, { ...part(simulation, form(answered.text)), ...end, ...described(answered.tokens) });
}

function part({ model }: Simulation, text: object): object {
  return { model: model.name, created_at: new Date().toISOString(), ...text };
}

function logprob(top: number): (token: ToldToken) => object {
  return ({ text: token, logprob: value }) => {
    const entry = { token, logprob: value, bytes: [...Buffer.from(token)] };
    return { ...entry, ...(top > 0 && { top_logprobs: [entry] }) };
  };
}

/** Durations are those of the simulated machine; the count of the prompt has what was reused, its duration has not. */
function metrics({ promptTokens, work }: Answered): object {
  return {
    total_duration: nanoseconds(work.loadMs + work.promptMs + work.answerMs),
    load_duration: nanoseconds(work.loadMs),
    prompt_eval_count: promptTokens,
    prompt_eval_duration: nanoseconds(work.promptMs),
    eval_count: work.answerTokens,
    eval_duration: nanoseconds(work.answerMs),
  };
}
