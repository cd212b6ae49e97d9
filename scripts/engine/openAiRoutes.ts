import { ApiError, openAiError } from "./apiError.ts";
import type { Call } from "./call.ts";
import { chatPrompt } from "./chatRoute.ts";
import type { ChatMessage } from "./chatTemplate.ts";
import { type Engine, modelNotFound, requireModel } from "./engine.ts";
import type { Generated } from "./generate.ts";
import { parseOptions } from "./generationOptions.ts";
import { answer, type Answered, type CommonRequest } from "./generationReply.ts";
import { parseModelReference } from "./modelNames.ts";
import { RequestFields } from "./requestFields.ts";

const missing = { unnamed: new ApiError(400, "model is required"), unknown: modelNotFound };

/** `GET /v1/models` */
export function modelsRoute(engine: Engine, call: Call): void {
  send(call, 200, { object: "list", data: [describe(engine, engine.facts.name)] });
}

/** `GET /v1/models/NAME` */
export async function modelRoute(engine: Engine, call: Call): Promise<void> {
  const name = decodeURIComponent(call.path.split("/").at(-1) ?? "");
  await inOpenAiShape(call, name, () => {
    requireModel(engine, name, { ...missing, cloud: "remote model details are unavailable" });
    send(call, 200, describe(engine, name));
  });
}

/** `POST /v1/chat/completions` */
export async function chatCompletionsRoute(engine: Engine, call: Call): Promise<void> {
  const parsed = parseEarly(call);
  if (parsed === undefined) return;
  const { fields, messages, model } = parsed;
  await inOpenAiShape(call, model, async () => {
    requireModel(engine, model, missing);
    const request = parseChatCompletion(engine, fields);
    const id = `chatcmpl-${Math.floor(Math.random() * 1000)}`;
    const head = (object: string): object => ({
      id,
      object,
      created: Math.floor(Date.now() / 1000),
      model,
      system_fingerprint: "fp_ollama",
    });
    const prompt = (loaded: Parameters<typeof chatPrompt>[1]): string =>
      chatPrompt(engine, loaded, { messages, request });
    if (fields.boolean("stream") !== true) {
      const answered = await answer(engine, call, request, { prompt, text: () => Promise.resolve() });
      const message = { role: "assistant", content: answered.text };
      const choices = [{ index: 0, message, finish_reason: answered.doneReason }];
      send(call, 200, { ...head("chat.completion"), choices, usage: usage(answered) });
      return;
    }
    const write = (body: object | "[DONE]"): Promise<void> =>
      call.write("text/event-stream", `data: ${body === "[DONE]" ? body : JSON.stringify(body)}\n\n`);
    const delta = (content: string, finish_reason: Generated["doneReason"] | null): Promise<void> => {
      const choices = [{ index: 0, delta: { role: "assistant", content }, finish_reason }];
      return write({ ...head("chat.completion.chunk"), choices });
    };
    const answered = await answer(engine, call, request, { prompt, text: (text) => delta(text, null) });
    await delta("", answered.doneReason);
    if (fields.object("stream_options")?.get("include_usage") === true) {
      await write({ ...head("chat.completion.chunk"), choices: [], usage: usage(answered) });
    }
    await write("[DONE]");
    call.end();
  });
}

/** What is wrong with the request itself is answered before the model is looked at. */
function parseEarly(
  call: Call,
):
  | { readonly fields: RequestFields; readonly messages: readonly ChatMessage[]; readonly model: string }
  | undefined {
  try {
    const fields = call.fields("ChatCompletionRequest");
    const messages = parseMessages(fields);
    if (messages.length === 0) throw new ApiError(400, "[] is too short - 'messages'");
    return { fields, messages, model: fields.string("model") ?? "" };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    call.json(error.status, openAiError(error.status, error.message));
    return undefined;
  }
}

/** Errors take OpenAI's shape, except those about an explicit cloud name, which the real server answers earlier. */
async function inOpenAiShape(call: Call, model: string, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ApiError) || call.begun || isCloudName(model)) throw error;
    send(call, error.status, openAiError(error.status, error.message));
  }
}

function isCloudName(model: string): boolean {
  try {
    return parseModelReference(model)?.source === "cloud";
  } catch {
    return false;
  }
}

function send(call: Call, status: number, body: object): void {
  call.text(status, `${JSON.stringify(body)}\n`, "application/json");
}

function describe({ facts }: Engine, id: string): object {
  return { id, object: "model", created: Math.floor(facts.modifiedAt.getTime() / 1000), owned_by: "library" };
}

function usage({ promptTokens, generatedTokens }: Answered): object {
  const total_tokens = promptTokens + generatedTokens;
  return { prompt_tokens: promptTokens, completion_tokens: generatedTokens, total_tokens };
}

function parseMessages(fields: RequestFields): readonly ChatMessage[] {
  return (fields.list("messages", "[]openai.Message") ?? []).map((value) => {
    const message = new RequestFields("ChatCompletionRequest.messages", value);
    return { role: message.string("role") ?? "", content: parseContent(message.value("content")) };
  });
}

/** Text, or parts of which only the text is taken. */
function parseContent(content: unknown): string {
  if (content === undefined) return "";
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) throw new ApiError(400, "invalid message content type");
  return content
    .map((value: unknown) => {
      const part = new RequestFields("ChatCompletionRequest.messages.content", value);
      return part.string("type") === "text" ? (part.string("text") ?? "") : "";
    })
    .join("");
}

/** OpenAI's names for the options; what is absent has OpenAI's defaults, not the model's. */
function parseChatCompletion(engine: Engine, fields: RequestFields): CommonRequest {
  const stop = fields.value("stop");
  const options = new Map<string, unknown>([
    ["num_predict", fields.integer("max_tokens") ?? fields.integer("max_completion_tokens")],
    ["temperature", fields.number("temperature") ?? 1],
    ["top_p", fields.number("top_p") ?? 1],
    ["seed", fields.integer("seed")],
    ["frequency_penalty", fields.number("frequency_penalty")],
    ["presence_penalty", fields.number("presence_penalty")],
    ["stop", typeof stop === "string" ? [stop] : stop],
  ]);
  return {
    options: parseOptions(options, engine.modelOptions),
    keepAliveMs: undefined,
    truncate: true,
    shift: true,
    format: parseFormat(fields.object("response_format")),
    topLogprobs: undefined,
  };
}

function parseFormat(format: ReadonlyMap<string, unknown> | undefined): unknown {
  const type = format?.get("type");
  if (type === "json_object") return "json";
  if (type !== "json_schema") return undefined;
  return new RequestFields("JsonSchema", format?.get("json_schema") ?? {}).value("schema");
}
