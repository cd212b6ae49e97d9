import type { LoggedRequest } from "../../scripts/engine/requestLog.ts";
import { type RunningEngine, startEngine } from "../../scripts/engine/startEngine.ts";

/** What a run's completion cost a real model; requests of a chat, and ones that were never evaluated, are not among it. */
export type EngineCost = {
  /** Tokens of each prompt that were really evaluated, reused ones not among them. */
  readonly evaluatedTokens: readonly number[];
  /** Requests whose client had left before the end. */
  readonly abandoned: number;
};

/**
 * Runs something against the development engine, which is a real model on loopback, and tells what that cost it. The
 * engine finishes a prompt whose client has left, as a real server was measured to do.
 */
export async function withDevelopmentEngine<T>(
  run: (engine: RunningEngine) => Promise<T>,
): Promise<{ readonly result: T; readonly cost: EngineCost }> {
  const engine = await startEngine({ finishAbandonedPrefill: true });
  try {
    const result = await run(engine);
    return { result, cost: costOf(await engine.requests()) };
  } finally {
    await engine.stop();
  }
}

function costOf(log: readonly LoggedRequest[]): EngineCost {
  const completions = log.filter(({ path }) => path === "/api/generate");
  const evaluated = completions.flatMap(({ evaluatedTokens, clientGone }) =>
    evaluatedTokens === null ? [] : [{ evaluatedTokens, clientGone }],
  );
  return {
    evaluatedTokens: evaluated.map(({ evaluatedTokens }) => evaluatedTokens),
    abandoned: evaluated.filter(({ clientGone }) => clientGone).length,
  };
}
