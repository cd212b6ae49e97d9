import { ApiError } from "../../../scripts/engine/apiError.ts";
import type { Call } from "../../../scripts/engine/call.ts";
import { isSameModel, parseModelReference } from "../../../scripts/engine/modelNames.ts";
import type { Oracle, RequestRecord } from "../modelServer.ts";
import type { AnnouncedModel } from "./announcedModel.ts";
import { fitPrompt, type Fitting } from "./fitPrompt.ts";
import { type Machine, noWork, type Work } from "./machine.ts";
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
  const { prompt, read, limits, fitting, shape, keepAliveMs } = asked;
  const tokens = fitPrompt(tokenize(prompt), fitting);
  const room = Math.max(0, fitting.contextTokens - tokens.length);
  const told = tell(simulation.oracle, read, { ...limits, tokens: Math.min(limits.tokens, room) });
  const described = told.tokens.map((text, index): ToldToken => {
    return { text, logprob: pseudoLogprob(told.isTrue, text, index) };
  });
  const work = noWork();
  const note = (aborted: boolean): void => {
    const { startedMs, evaluatedTokens, answerTokens, wastedTokens, slotMs } = work;
    const counted = { evaluatedTokens, answerTokens, wastedTokens, slotMs };
    const moments = { startedMs, endedMs: performance.now() };
    simulation.record({
      path: call.path,
      ...moments,
      promptTokens: tokens.length,
      ...counted,
      aborted,
      prompt,
    });
  };
  try {
    await simulation.machine.run(
      {
        prompt: tokens,
        answer: told.tokens,
        ends: told.doneReason === "stop",
        ...(shape !== undefined && { shape }),
        keepAliveMs,
        signal: call.signal,
        evaluated: (count) => {
          call.evaluated(count);
        },
        token: async (_, index) => {
          const token = described[index];
          if (token !== undefined) await asked.token(token);
        },
      },
      work,
    );
  } catch (error) {
    note(call.signal.aborted);
    throw error;
  }
  note(false);
  return {
    text: told.tokens.join(""),
    tokens: described,
    doneReason: told.doneReason,
    promptTokens: tokens.length,
    work,
  };
}

/** Throws what Ollama says of a model it does not have. */
export function requireModel({ model }: Simulation, name: string): void {
  const { base = "", source } = parseModelReference(name) ?? {};
  if (source === "cloud" || !isSameModel(base, model.name))
    throw new ApiError(404, `model '${name}' not found`);
}
