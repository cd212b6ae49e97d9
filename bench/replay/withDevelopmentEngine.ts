import type { LoggedRequest } from "../../scripts/engine/requestLog.ts";
import { type RunningEngine, startEngine } from "../../scripts/engine/startEngine.ts";
import { percentile } from "../support/percentile.ts";

/** What a run cost a real model: tokens really evaluated, reused ones not among them. */
export type EngineCost = {
  /** Requests for text that came to be evaluated. */
  readonly requests: number;
  readonly abandoned: number;
  readonly evaluatedTokens: number;
  /** NaN when there was no request. */
  readonly medianPerRequest: number;
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
    const before = (await engine.requests()).length;
    const result = await run(engine);
    return { result, cost: costOf((await engine.requests()).slice(before)) };
  } finally {
    await engine.stop();
  }
}

/** Sums up an engine's log; requests that were never evaluated are not counted. */
function costOf(log: readonly LoggedRequest[]): EngineCost {
  const evaluated = log.flatMap(({ evaluatedTokens }) => (evaluatedTokens === null ? [] : [evaluatedTokens]));
  return {
    requests: evaluated.length,
    abandoned: log.filter(({ clientGone, evaluatedTokens }) => clientGone && evaluatedTokens !== null).length,
    evaluatedTokens: evaluated.reduce((sum, tokens) => sum + tokens, 0),
    medianPerRequest: percentile(evaluated, 0.5),
  };
}
