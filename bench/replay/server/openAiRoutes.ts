import type { Call } from "../../../scripts/engine/call.ts";
import { chatMl } from "../../../scripts/engine/chatTemplate.ts";
import { defaultKeepAliveMs } from "../../../scripts/engine/keepAlive.ts";
import { RequestFields } from "../../../scripts/engine/requestFields.ts";
import { modifiedAt } from "./announcedModel.ts";
import { rendered } from "./families.ts";
import { readPrompt } from "./readPrompt.ts";
import { runnerShape } from "./runnerShape.ts";
import { answer, type Answered, type Asked, requireModel, type Simulation } from "./simulation.ts";
import { segmentsOf, tabbyCompletion } from "./tabbyCompletion.ts";

type Prompt = Pick<Asked, "prompt" | "read">;
/** How one of the two endpoints writes the text of a choice. */
type Form = { readonly object: string; readonly choice: (text: string, reason: string | null) => object };

const contextTokens = 4096;

/** `GET /v1/models` */
export function modelsRoute({ model }: Simulation, call: Call): void {
  const created = Math.floor(Date.parse(modifiedAt) / 1000);
  const data = [{ id: model.name, object: "model", created, owned_by: "library" }];
  call.json(200, { object: "list", data }, "application/json");
}

/** `POST /v1/completions`: OpenAI's, or Tabby's when it has segments. */
export async function completionsRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("CompletionRequest");
  const segments = segmentsOf(fields);
  if (segments !== undefined) {
    await tabbyCompletion(simulation, call, segments);
    return;
  }
  requireModel(simulation, fields.string("model") ?? "");
  const form: Form = {
    object: "text_completion",
    choice: (text, finish_reason) => ({ index: 0, text, finish_reason }),
  };
  await respond(simulation, call, { fields, form, prompt: completionPrompt(simulation, fields) });
}

/** `POST /v1/chat/completions` */
export async function chatCompletionsRoute(simulation: Simulation, call: Call): Promise<void> {
  const fields = call.fields("ChatCompletionRequest");
  requireModel(simulation, fields.string("model") ?? "");
  const messages = (fields.list("messages", "[]openai.Message") ?? []).map((value) => {
    const message = new RequestFields("ChatCompletionRequest.messages", value);
    return { role: message.string("role") ?? "", content: contentOf(message.value("content")) };
  });
  const streams = fields.boolean("stream") === true;
  const said = streams ? "delta" : "message";
  const form: Form = {
    object: streams ? "chat.completion.chunk" : "chat.completion",
    choice: (content, finish_reason) => ({ index: 0, [said]: { role: "assistant", content }, finish_reason }),
  };
  const prompt: Prompt = { prompt: chatMl.render(messages), read: { kind: "talk" } };
  await respond(simulation, call, { fields, form, prompt });
}

/** A suffix is rendered by the model's template; without one the prompt is read as it stands. */
function completionPrompt({ model }: Simulation, fields: RequestFields): Prompt {
  const before = fields.string("prompt") ?? "";
  const after = fields.string("suffix") ?? "";
  if (after === "" || model.family === undefined)
    return { prompt: before, read: readPrompt(model.family, before) };
  const read = { kind: "continue", before, after } as const;
  return { prompt: rendered(model.family, read), read };
}

async function respond(
  simulation: Simulation,
  call: Call,
  { fields, form, prompt }: { readonly fields: RequestFields; readonly form: Form; readonly prompt: Prompt },
): Promise<void> {
  const streams = fields.boolean("stream") === true;
  const body = (choices: readonly object[], rest: object = {}): object => ({
    ...{ id: "cmpl-1", object: form.object, created: Math.floor(Date.now() / 1000) },
    ...{ model: simulation.model.name, system_fingerprint: "fp_ollama", choices, ...rest },
  });
  const write = async (data: string): Promise<void> => {
    await call.write("text/event-stream", `data: ${data}\n\n`);
  };
  const stop = fields.value("stop");
  const answered = await answer(simulation, call, {
    ...prompt,
    shape: runnerShape(new Map()),
    keepAliveMs: defaultKeepAliveMs,
    limits: {
      stop: (Array.isArray(stop) ? stop : [stop ?? ""]).map(String),
      tokens: fields.integer("max_tokens") ?? contextTokens,
    },
    fitting: { contextTokens, keep: 4, tooLong: "cut" },
    token: async ({ text }) => {
      if (streams) await write(JSON.stringify(body([form.choice(text, null)])));
    },
  });
  if (!streams) {
    const choices = [form.choice(answered.text, answered.doneReason)];
    call.json(200, body(choices, { usage: usage(answered) }), "application/json");
    return;
  }
  await write(JSON.stringify(body([form.choice("", answered.doneReason)])));
  if (fields.object("stream_options")?.get("include_usage") === true)
    await write(JSON.stringify(body([], { usage: usage(answered) })));
  await write("[DONE]");
  call.end();
}

function usage({ promptTokens, work }: Answered): object {
  const completion_tokens = work.answerTokens;
  return { prompt_tokens: promptTokens, completion_tokens, total_tokens: promptTokens + completion_tokens };
}

/** Text, or parts of which only the text is taken. */
function contentOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return content
    .map((part) => new RequestFields("ChatCompletionRequest.messages.content", part).string("text") ?? "")
    .join("");
}
