import type { Call } from "../../../scripts/engine/call.ts";
import { RequestFields } from "../../../scripts/engine/requestFields.ts";
import { type Family, rendered } from "./families.ts";
import { readPrompt } from "./readPrompt.ts";
import { answer, type Answered, type Asked, type Simulation, type ToldToken } from "./simulation.ts";
import { tokenize } from "./tokenize.ts";

const contextTokens = 8192;

/** What llama-server decides for every request: its one model stays loaded as it is. */
export const llamaServer = {
  keepAliveMs: Infinity,
  fitting: { contextTokens, keep: 0, tooLong: "refuse" },
} as const;

/** `GET /health` */
export function healthRoute(_simulation: Simulation, call: Call): void {
  call.json(200, { status: "ok" });
}

/** `GET /props` */
export function propsRoute({ model }: Simulation, call: Call): void {
  const { name, template } = model;
  const default_generation_settings = { id: 0, n_ctx: contextTokens };
  call.json(200, { default_generation_settings, total_slots: 1, model_path: name, chat_template: template });
}

/** `GET /slots` */
export function slotsRoute(_simulation: Simulation, call: Call): void {
  call.json(200, [{ id: 0, n_ctx: contextTokens, is_processing: false }]);
}

/** `POST /tokenize` */
export function tokenizeRoute(_simulation: Simulation, call: Call): void {
  const tokens = tokenize(call.fields("TokenizeRequest").string("content") ?? "");
  call.json(200, { tokens: tokens.map((_, index) => index) });
}

/** `POST /completion`: a raw prompt. */
export async function completionRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("CompletionRequest");
  const prompt = fields.string("prompt") ?? "";
  await respond(simulation, call, fields, { prompt, read: readPrompt(simulation.model.family, prompt) });
}

/** `POST /infill`: the server writes the prompt itself, other files first; `prompt` is what was typed last. */
export async function infillRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("InfillRequest");
  const { family } = simulation.model;
  const before = (fields.string("input_prefix") ?? "") + (fields.string("prompt") ?? "");
  const after = fields.string("input_suffix") ?? "";
  await respond(simulation, call, fields, {
    prompt: extraFiles(fields) + infillPrompt(family, fields),
    read: family === undefined ? { kind: "talk" } : { kind: "continue", before, after },
  });
}

/** As llama-server renders it: what was typed last stands behind the last marker. */
function infillPrompt(family: Family | undefined, fields: RequestFields): string {
  const before = fields.string("input_prefix") ?? "";
  const after = fields.string("input_suffix") ?? "";
  const typed = fields.string("prompt") ?? "";
  return family === undefined ? before + typed : rendered(family, { before, after }) + typed;
}

function extraFiles(fields: RequestFields): string {
  return (fields.list("input_extra", "[]object") ?? [])
    .map((value) => new RequestFields("InfillRequest.input_extra", value))
    .map((file) => `<|file_sep|>${file.string("filename") ?? ""}\n${file.string("text") ?? ""}`)
    .join("");
}

async function respond(
  simulation: Simulation,
  call: Call,
  fields: RequestFields,
  prompt: Pick<Asked, "prompt" | "read">,
): Promise<void> {
  const streams = fields.boolean("stream") === true;
  const told = (tokens: readonly ToldToken[]): object =>
    (fields.integer("n_probs") ?? 0) > 0 ? { completion_probabilities: tokens.map(probability) } : {};
  const stops = (fields.list("stop", "[]string") ?? []).map(String);
  const predict = fields.integer("n_predict") ?? -1;
  const answered = await answer(simulation, call, {
    ...llamaServer,
    ...prompt,
    limits: { stop: stops, tokens: predict >= 0 ? predict : contextTokens },
    token: async (token) => {
      if (!streams) return;
      const part = { index: 0, content: token.text, tokens: [0], stop: false, id_slot: 0, ...told([token]) };
      await call.write("text/event-stream", `data: ${JSON.stringify(part)}\n\n`);
    },
  });
  const last = { ...end(simulation, answered), ...(streams ? {} : told(answered.tokens)) };
  if (!streams) {
    call.json(200, { ...last, content: answered.text });
    return;
  }
  await call.write("text/event-stream", `data: ${JSON.stringify(last)}\n\n`);
  call.end();
}

function probability({ text: token, logprob }: ToldToken): object {
  return { id: 0, token, bytes: [...Buffer.from(token)], logprob, top_logprobs: [] };
}

function end({ model }: Simulation, { doneReason, promptTokens, work }: Answered): object {
  return {
    index: 0,
    content: "",
    id_slot: 0,
    stop: true,
    model: model.name,
    tokens_predicted: work.answerTokens,
    tokens_evaluated: promptTokens,
    tokens_cached: promptTokens - work.evaluatedTokens,
    truncated: false,
    stop_type: doneReason === "stop" ? "eos" : "limit",
    timings: {
      prompt_n: work.evaluatedTokens,
      prompt_ms: work.promptMs,
      predicted_n: work.answerTokens,
      predicted_ms: work.answerMs,
    },
  };
}
