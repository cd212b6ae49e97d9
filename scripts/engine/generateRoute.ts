import { ApiError } from "./apiError.ts";
import type { Call } from "./call.ts";
import { markPictures } from "./chatTemplate.ts";
import { type Engine, loadShape, modelNotFound, requireModel } from "./engine.ts";
import type { Logprob } from "./generate.ts";
import { answer, type CommonRequest, metrics, parseCommon } from "./generationReply.ts";
import type { LoadedModel } from "./loadedModel.ts";
import { displayFullName } from "./modelNames.ts";
import type { RequestFields } from "./requestFields.ts";

const stream = "application/x-ndjson";

/** `POST /api/generate`: text from a prompt; without a prompt it loads or unloads the model. */
export async function generateRoute(engine: Engine, call: Call): Promise<void> {
  const fields = call.fields("GenerateRequest");
  const model = fields.string("model") ?? "";
  requireModel(engine, model, { unnamed: modelNotFound(model), unknown: modelNotFound });
  const prompt = fields.string("prompt") ?? "";
  const streams = fields.boolean("stream") ?? true;
  const part = (response: string, rest: object): object => ({ model, created_at: now(), response, ...rest });

  if (prompt === "" && isZero(fields.value("keep_alive"))) {
    await engine.host.unload();
    call.json(200, part("", { done: true, done_reason: "unload" }));
    return;
  }
  refuseUnsupported(engine, fields);
  const request = parseCommon(engine, fields);
  if (prompt === "") {
    await load(engine, call, request);
    call.json(200, part("", { done: true, done_reason: "load" }));
    return;
  }

  const raw = fields.boolean("raw") ?? false;
  const logprobs: Logprob[] = [];
  const answered = await answer(engine, call, request, {
    prompt: (loaded) => (raw ? prompt : templated(engine, loaded, fields)),
    withContext: !raw,
    async text(text, told) {
      logprobs.push(...told);
      const more = { done: false, ...(told.length > 0 && { logprobs: told }) };
      if (streams) await call.write(stream, `${JSON.stringify(part(text, more))}\n`);
    },
  });
  const last = part(streams ? "" : answered.text, {
    done: true,
    done_reason: answered.doneReason,
    ...(answered.context !== undefined && { context: answered.context }),
    ...metrics(answered),
    ...(!streams && logprobs.length > 0 && { logprobs }),
  });
  await finish(call, streams, last);
}

/** Loads the model in the shape a request asks for and nothing else. */
export async function load(
  engine: Engine,
  call: Call,
  { options, keepAliveMs }: CommonRequest,
): Promise<void> {
  const shape = loadShape(engine, options);
  await engine.host.use({ shape, keepAliveMs, signal: call.signal, run: () => Promise.resolve() });
}

/** Sends the last object of an answer, as the end of a stream or as the whole of it. */
export async function finish(call: Call, streams: boolean, last: object): Promise<void> {
  if (!streams) {
    call.json(200, last);
    return;
  }
  await call.write(stream, `${JSON.stringify(last)}\n`);
  call.end();
}

/** `keep_alive: 0` in any of its spellings. */
export function isZero(keepAlive: unknown): boolean {
  return (
    keepAlive === 0 ||
    (typeof keepAlive === "string" && /^0+(?:\.0*)?(?:ns|us|µs|ms|s|m|h)?$/u.test(keepAlive))
  );
}

/** The moment, as every part of an answer carries it. */
export function now(): string {
  return new Date().toISOString();
}

/** Refuses `think` as the real server does for a model that cannot. */
export function refuseThinking(fields: RequestFields): void {
  const think = fields.value("think");
  if (think === undefined || think === false || think === "") return;
  const named = JSON.stringify(fields.string("model"));
  throw new ApiError(400, `${named} does not support thinking`);
}

function refuseUnsupported(engine: Engine, fields: RequestFields): void {
  const [template, system] = [fields.string("template") ?? "", fields.string("system") ?? ""];
  const context = fields.list("context", "[]int") ?? [];
  if (fields.boolean("raw") === true && (template !== "" || system !== "" || context.length > 0)) {
    throw new ApiError(400, "raw mode does not support template, system, or context");
  }
  refuseThinking(fields);
  if ((fields.string("suffix") ?? "") !== "") {
    throw new ApiError(400, `${displayFullName(engine.facts.name)} does not support insert`);
  }
  if (template !== "") throw new ApiError(400, "the development engine does not read templates");
  const top = fields.integer("top_logprobs") ?? 0;
  if (top < 0 || top > 20) throw new ApiError(400, "top_logprobs must be between 0 and 20");
}

function templated(engine: Engine, model: LoadedModel, fields: RequestFields): string {
  const earlier = (fields.list("context", "[]int") ?? []).map(Number);
  const system = fields.string("system") ?? "";
  const pictures = fields.list("images", "[]api.ImageData")?.length ?? 0;
  const messages = [
    ...(system === "" ? [] : [{ role: "system", content: system, pictures: 0 }]),
    { role: "user", content: fields.string("prompt") ?? "", pictures },
  ];
  return (
    (earlier.length > 0 ? model.detokenize(earlier) : "") + engine.template.render(markPictures(messages))
  );
}
