import { type RecordedPhase, readRecording, type RecordedExchange } from "../recordedExchanges.ts";
import { isObject, type JsonObject, listIn, objectIn, parseObject, textIn } from "./json.ts";
import { type Dialect, type Reply, whole } from "./reply.ts";

const phases: readonly RecordedPhase[] = ["base", "cloud", "nocloud", "stub"];
const recording = new Map(
  phases.flatMap((phase) =>
    readRecording(phase).map((exchange): [string, RecordedExchange] => [
      `${phase}: ${exchange.name}`,
      exchange,
    ]),
  ),
);

/** A recorded exchange by `phase: name`. */
export function exchangeOf(key: string): RecordedExchange {
  const found = recording.get(key);
  if (found === undefined) throw new Error(`Nothing was recorded as "${key}".`);
  return found;
}

/** The recorded answer itself, with every occurrence of some recorded texts replaced. */
export function replay(
  dialect: Dialect,
  key: string,
  replacing: Readonly<Record<string, string>> = {},
): Reply {
  const { status, contentType, body } = exchangeOf(key);
  const text = Object.entries(replacing).reduce((now, [from, to]) => now.replaceAll(from, inJson(to)), body);
  return whole(dialect, status, { type: contentType, text });
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const objectOf = (key: string): JsonObject => parseObject(exchangeOf(key).body);
const linesOf = (key: string): readonly JsonObject[] =>
  exchangeOf(key).body.trim().split("\n").map(parseObject);
const eventsOf = (key: string): readonly JsonObject[] =>
  exchangeOf(key)
    .body.trim()
    .split("\n\n")
    .map((event) => event.replace(/^data: /u, ""))
    .filter((data) => data !== "[DONE]")
    .map(parseObject);

function first<T>(list: readonly T[], what: string): T {
  const [head] = list;
  if (head === undefined) throw new Error(`The recording lacks ${what}.`);
  return head;
}

function entry(key: string): JsonObject {
  const head = first(listIn(objectOf(key), "models"), `a model in ${key}`);
  if (!isObject(head)) throw new Error(`${key} lists something else than models.`);
  return head;
}

/** What could not be recorded whole: the answer of `/api/show` up to its long list of tensors. */
function shown(): JsonObject {
  const { body } = exchangeOf("base: show");
  return parseObject(`${body.slice(0, body.indexOf(',"tensors":'))}}`);
}

const chat = linesOf("base: chat stream");
const generate = linesOf("base: generate raw stream");

/** Recorded objects that serve as moulds: their members and their order are Ollama's own. */
export const mould = {
  tagsEntry: entry("base: tags"),
  psEntry: entry("base: ps after"),
  show: shown(),
  showAlias: objectOf("cloud: show innocent2"),
  aliasDetails: objectIn(objectOf("cloud: show innocent2"), "details"),
  chatLine: first(chat, "a chat line"),
  chatEnd: first(chat.slice(-1), "the end of a chat"),
  chatLoad: objectOf("base: chat load (empty messages)"),
  generateLine: first(generate, "a generate line"),
  generateEnd: first(generate.slice(-1), "the end of a generation"),
  unload: objectOf("base: unload"),
  context: objectOf("base: generate templated nostream")["context"],
  embedEnd: parseObject(`{${exchangeOf("base: embed").body.split("]],").at(-1) ?? "}"}`),
  v1Chat: objectOf("base: v1 chat"),
  v1Chunk: first(eventsOf("base: v1 chat stream+usage"), "a chunk"),
  v1Completion: objectOf("base: v1 completions"),
  v1Model: objectOf("base: v1 models/one"),
} as const;

/** The tokens of the recorded chat and of the recorded raw generation. */
export const recordedTokens = {
  chat: chat.slice(0, -1).map((line) => textIn(objectIn(line, "message"), "content") ?? ""),
  generate: generate.slice(0, -1).map((line) => textIn(line, "response") ?? ""),
} as const;
