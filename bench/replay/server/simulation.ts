import { ApiError } from "../../../scripts/engine/apiError.ts";
import type { Call } from "../../../scripts/engine/call.ts";
import { isSameModel, parseModelReference } from "../../../scripts/engine/modelNames.ts";
import type { Oracle, RequestRecord } from "../modelServer.ts";
import type { AnnouncedModel } from "./announcedModel.ts";
import { fitPrompt, type Fitting } from "./fitPrompt.ts";
import { type Job, type Machine, noWork, type Work } from "./machine.ts";
import { pseudoLogprob } from "./pseudoLogprob.ts";
import type { ReadPrompt } from "./readPrompt.ts";
import { tell, type Limits } from "./tell.ts";
import { tokenize } from "./tokenize.ts";

/** A simulated server: what it has, what it runs on, and what was asked of it. */
export type Simulation = {
  readonly model: AnnouncedModel;
  readonly machine: Machine;
  readonly oracle: Oracle;
  readonly record: (request: RequestRecord) => void;
};

/** One token of an answer with the probability it is said to have. */
export type ToldToken = { readonly text: string; readonly logprob: number };

/** A request for text, whatever API it came by. */
export type Asked = {
  /** The whole prompt as the model reads it. */
  readonly prompt: string;
  readonly read: ReadPrompt;
  readonly limits: Limits;
  readonly fitting: Fitting;
  readonly shape?: string;
  readonly keepAliveMs: number;
  readonly token: (token: ToldToken) => Promise<void>;
};

/** What was answered, with the numbers that servers report. */
export type Answered = {
  readonly text: string;
  readonly tokens: readonly ToldToken[];
  readonly doneReason: "stop" | "length";
  readonly promptTokens: number;
  readonly work: Readonly<Work>;
};

/** Runs one request on the machine and records it, also when its client leaves. */
export async function answer(simulation: Simulation, call: Call, asked: Asked): Promise<Answered> {
  const { read, limits, fitting, shape, keepAliveMs } = asked;
  const prompt = fitPrompt(tokenize(asked.prompt), fitting);
  const room = Math.max(0, fitting.contextTokens - prompt.length);
  const told = tell(simulation.oracle, read, { ...limits, tokens: Math.min(limits.tokens, room) });
  const tokens = told.tokens.map((text, index): ToldToken => {
    return { text, logprob: pseudoLogprob(told.isTrue, text, index) };
  });
  const work = noWork();
  const job: Job = {
    prompt,
    answer: told.tokens,
    ends: told.doneReason === "stop",
    ...(shape !== undefined && { shape }),
    keepAliveMs,
    signal: call.signal,
    evaluated: (count) => {
      call.evaluated(count);
    },
    token: async (index) => {
      const token = tokens[index];
      if (token !== undefined) await asked.token(token);
    },
  };
  const request = { path: call.path, promptTokens: prompt.length, prompt: asked.prompt };
  try {
    await simulation.machine.run(job, work);
  } catch (error) {
    simulation.record({ ...request, ...counted(work), aborted: call.signal.aborted });
    throw error;
  }
  simulation.record({ ...request, ...counted(work), aborted: false });
  const { doneReason } = told;
  return { text: told.tokens.join(""), tokens, doneReason, promptTokens: prompt.length, work };
}

function counted({
  startedMs,
  evaluatedTokens,
  answerTokens,
  wastedTokens,
  slotMs,
}: Work): Omit<RequestRecord, "path" | "promptTokens" | "aborted" | "prompt"> {
  return { startedMs, endedMs: performance.now(), evaluatedTokens, answerTokens, wastedTokens, slotMs };
}

/** Throws what Ollama says of a model it does not have. */
export function requireModel({ model }: Simulation, name: string): void {
  const { base = "", source } = parseModelReference(name) ?? {};
  if (source === "cloud" || !isSameModel(base, model.name))
    throw new ApiError(404, `model '${name}' not found`);
}
