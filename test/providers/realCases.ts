/** What can be asked of a real server, whose words nobody knows: shapes, counts, limits, stops and refusals. */
import { completionAt } from "../support/completionAt.ts";
import { makeDraft } from "../../src/prompt/makeDraft.ts";
import type { Draft } from "../../src/prompt/draft.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import type { ProviderConfig } from "../../src/settings/providerConfig.ts";
import { presetOf } from "../../src/settings/providerPresets.ts";
import { chatOrder, question } from "../integration/ask.ts";
import type { Headless } from "../support/headless.ts";
import { snapshot } from "../support/samples.ts";

/** A real server, and a Drawbridge that may send to it. */
export type RealServer = {
  readonly bridge: Headless;
  readonly provider: ProviderConfig;
  readonly model: string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
};

/** What a case came to: in words, and whether that is as it should be. */
export type Finding = { readonly holds: boolean; readonly said: string };

/** A case that makes sense for any server of a kind; `undefined` where it does not. */
export type RealCase = {
  readonly name: string;
  readonly run: (server: RealServer) => Promise<Finding> | undefined;
};

type Heard = {
  readonly text: string;
  readonly thinking: string;
  readonly pieces: number;
  readonly firstMs: number | undefined;
  readonly end: Extract<SendEvent, { kind: "end" | "failed" }> | undefined;
};

async function hear(
  events: AsyncIterable<SendEvent>,
  clock: RealServer["clock"],
  onPiece: () => void = () => undefined,
): Promise<Heard> {
  const started = clock();
  let heard: Heard = { text: "", thinking: "", pieces: 0, firstMs: undefined, end: undefined };
  for await (const event of events) {
    if (event.kind === "text" || event.kind === "thinking") {
      const { pieces, firstMs = Math.round(clock() - started) } = heard;
      heard = { ...heard, pieces: pieces + 1, firstMs, [event.kind]: heard[event.kind] + event.text };
      onPiece();
    }
    if (event.kind === "end" || event.kind === "failed") heard = { ...heard, end: event };
  }
  return heard;
}

function endOf({ end }: Heard): string {
  if (end === undefined) return "no end";
  if (end.kind === "end") return end.reason === "length" ? "at its limit" : "complete";
  const { failure } = end;
  return failure.kind === "serverError" ? `serverError ${failure.status}: ${failure.message}` : failure.kind;
}

function summary(heard: Heard): string {
  const usage = heard.end?.kind === "end" ? heard.end.usage : {};
  return [
    endOf(heard),
    `${heard.pieces} pieces, ${heard.text.length} characters`,
    ...(heard.thinking === "" ? [] : [`${heard.thinking.length} characters of thinking`]),
    ...(heard.firstMs === undefined ? [] : [`the first after ${heard.firstMs} ms`]),
    usage.answerTokens === undefined ? "no counts" : `${usage.promptTokens} and ${usage.answerTokens} tokens`,
  ].join("; ");
}

function chat(maxTokens: number, ...turns: readonly string[]): Draft {
  return makeDraft({
    task: "chat",
    messages: [
      { role: "system", parts: [{ text: "Answer briefly.", source: { kind: "instructions" } }] },
      ...turns.map((text, index) =>
        index % 2 === 0
          ? ({ role: "user", parts: [{ text, source: { kind: "question" } }] } as const)
          : ({ role: "assistant", parts: [{ text, source: { kind: "answer" } }] } as const),
      ),
    ],
    stop: [],
    maxTokens,
  });
}

async function ask(server: RealServer, draft: Draft): Promise<Heard> {
  const order = chatOrder({ files: [], draft: () => draft });
  return hear(server.bridge.sending.send(order, new AbortController().signal), server.clock);
}

const answered = ({ text, thinking, end }: Heard): boolean => end?.kind === "end" && text + thinking !== "";

async function stopAfterFirst({ bridge, clock }: RealServer): Promise<Finding> {
  const abort = new AbortController();
  const order = chatOrder({ files: [], draft: () => chat(400, "Count from one to two hundred.") });
  const heard = await hear(bridge.sending.send(order, abort.signal), clock, () => {
    abort.abort();
  });
  const isStopped = heard.end?.kind === "failed" && heard.end.failure.kind === "stopped";
  return { holds: isStopped && heard.pieces > 0, said: summary(heard) };
}

async function missingModel({ bridge, provider, clock }: RealServer): Promise<Finding> {
  const model = { provider: provider.id, model: "no-such-model-anywhere:0b" };
  const order = chatOrder({ files: [], model, draft: () => chat(20, question) });
  const heard = await hear(bridge.sending.send(order, new AbortController().signal), clock);
  // A server with one model may answer with it whatever name it is asked for.
  if (answered(heard)) return { holds: true, said: "answers whatever model is named" };
  const kind = heard.end?.kind === "failed" ? heard.end.failure.kind : "";
  return { holds: kind === "modelMissing" || kind === "modelNotListed", said: endOf(heard) };
}

async function list({ bridge, provider, model }: RealServer): Promise<Finding> {
  const server = await bridge.servers.look(provider, "person");
  if (server.kind !== "up")
    return { holds: false, said: server.kind === "down" ? server.reason : server.kind };
  const known = server.models.find(({ name }) => name === model);
  const told = Object.keys(known ?? {}).filter((member) => member !== "name" && member !== "generates");
  const rest = told.length === 0 ? "nothing but its name" : told.join(", ");
  return { holds: known !== undefined, said: `${server.models.length} models; of ${model}: ${rest}` };
}

async function complete({ bridge, clock }: RealServer): Promise<Finding> {
  const editor = snapshot("function add(a, b) {\n  return █");
  const order = chatOrder({
    task: "completion",
    files: [{ kind: "file", uri: editor.uri, path: editor.path }],
    draft: (route) => completionAt(editor, route),
  });
  const heard = await hear(bridge.sending.send(order, new AbortController().signal), clock);
  // Not every server of a kind has this: to say so, instead of asking again and again, is as it should be.
  const saysNo = heard.end?.kind === "failed" && heard.end.failure.kind === "continuesNothing";
  return { holds: saysNo || heard.end?.kind === "end", said: summary(heard) };
}

/** The cases for a real server, in the order in which they are tried. */
export const realCases: readonly RealCase[] = [
  {
    name: "a question and its answer",
    run: async (server) => {
      const heard = await ask(server, chat(200, question));
      return { holds: answered(heard), said: summary(heard) };
    },
  },
  { name: "a list that has the model", run: list },
  {
    name: "a conversation of three turns",
    run: async (server) => {
      const heard = await ask(server, chat(60, question, "Paris.", "And of Italy?"));
      return { holds: answered(heard), said: summary(heard) };
    },
  },
  {
    name: "an answer that may have only a few tokens",
    run: async (server) => {
      const heard = await ask(server, chat(16, "Count from one to two hundred."));
      // A small model may have nothing more to say; one that has, and goes on, was not told its limit.
      const isKept = heard.end?.kind === "end" && (heard.end.reason === "length" || heard.pieces <= 16);
      return { holds: isKept, said: summary(heard) };
    },
  },
  { name: "stopped behind the first token", run: stopAfterFirst },
  { name: "a model that is not there", run: missingModel },
  {
    name: "a text to continue",
    run: (server) => (presetOf(server.provider.kind).continuesText ? complete(server) : undefined),
  },
];
