import { ApiError } from "./apiError.ts";
import type { Call } from "./call.ts";
import { type ChatMessage, dropOldMessages, markPictures } from "./chatTemplate.ts";
import { type Engine, modelNotFound, requireModel } from "./engine.ts";
import { finish, isZero, load, now, refuseThinking } from "./generateRoute.ts";
import type { Logprob } from "./generate.ts";
import { answer, type CommonRequest, metrics, parseCommon } from "./generationReply.ts";
import type { LoadedModel } from "./loadedModel.ts";
import { displayFullName } from "./modelNames.ts";
import { RequestFields } from "./requestFields.ts";

/** `POST /api/chat`: the next message of a conversation; without messages it loads or unloads the model. */
export async function chatRoute(engine: Engine, call: Call): Promise<void> {
  const fields = call.fields("ChatRequest");
  const model = fields.string("model") ?? "";
  requireModel(engine, model, { unnamed: new ApiError(400, "model is required"), unknown: modelNotFound });
  const messages = parseMessages(fields);
  const streams = fields.boolean("stream") ?? true;
  const part = (content: string, rest: object): object => ({
    model,
    created_at: now(),
    message: { role: "assistant", content },
    ...rest,
  });

  if (messages.length === 0 && isZero(fields.value("keep_alive"))) {
    await engine.host.unload();
    call.json(200, part("", { done: true, done_reason: "unload" }));
    return;
  }
  refuseThinking(fields);
  refuseTools(engine, fields);
  const request = parseCommon(engine, fields);
  if (messages.length === 0) {
    await load(engine, call, request);
    call.json(200, part("", { done: true, done_reason: "load" }));
    return;
  }

  const logprobs: Logprob[] = [];
  const answered = await answer(engine, call, request, {
    prompt: (loaded) => chatPrompt(engine, loaded, { messages, request }),
    async text(text, told) {
      logprobs.push(...told);
      const more = { done: false, ...(told.length > 0 && { logprobs: told }) };
      if (streams) await call.write("application/x-ndjson", `${JSON.stringify(part(text, more))}\n`);
    },
  });
  const last = part(streams ? "" : answered.text, {
    done: true,
    done_reason: answered.doneReason,
    ...metrics(answered),
    ...(!streams && logprobs.length > 0 && { logprobs }),
  });
  await finish(call, streams, last);
}

/** The text of a conversation; where cutting is allowed, the oldest messages go first. */
export function chatPrompt(
  engine: Engine,
  model: LoadedModel,
  { messages, request }: { readonly messages: readonly ChatMessage[]; readonly request: CommonRequest },
): string {
  const { template } = engine;
  if (!request.truncate) return template.render(messages);
  const fits = (kept: readonly ChatMessage[]): boolean =>
    model.tokenize(template.render(kept)).length <= model.slot.contextTokens;
  return template.render(dropOldMessages(messages, fits));
}

function parseMessages(fields: RequestFields): readonly ChatMessage[] {
  const messages = (fields.list("messages", "[]api.Message") ?? []).map((value) => {
    const message = new RequestFields("ChatRequest.messages", value);
    const pictures = message.list("images", "[]api.ImageData")?.length ?? 0;
    return { role: message.string("role") ?? "", content: message.string("content") ?? "", pictures };
  });
  return markPictures(messages);
}

function refuseTools(engine: Engine, fields: RequestFields): void {
  if ((fields.list("tools", "api.Tools") ?? []).length === 0) return;
  throw new ApiError(400, `${displayFullName(engine.facts.name)} does not support tools`);
}
