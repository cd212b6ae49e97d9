import { once } from "node:events";
import { openMarks } from "./marks.ts";
import type { Measured, Step } from "./step.ts";

/** How long one step may take, and who is told at once what became of each. */
export type RunOptions = {
  readonly stepMs?: number;
  readonly onEnd?: (step: string, error?: string) => Promise<void>;
};

/**
 * Runs the steps one after the other inside the walls, and marks where each begins and ends in the catcher's log. A
 * step that fails is reported in its mark and the next one runs.
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  { stepMs = 15_000, onEnd }: RunOptions = {},
): Promise<void> {
  const marks = await openMarks();
  try {
    for (const step of steps) {
      await marks.set({ edge: "begin", step: step.name });
      const became = await attempt(step, context, stepMs);
      await marks.set({ edge: "end", step: step.name, ...became });
      await onEnd?.(step.name, "error" in became ? became.error : undefined);
    }
  } finally {
    marks.close();
  }
}

async function attempt<Context>(
  step: Step<Context>,
  context: Context,
  stepMs: number,
): Promise<{ readonly measured: Measured } | { readonly error: string }> {
  const signal = AbortSignal.timeout(stepMs);
  const tooLong = once(signal, "abort").then(() =>
    Promise.reject(new Error(`took longer than ${stepMs} ms`)),
  );
  try {
    return { measured: await Promise.race([step.run(context, signal), tooLong]) };
  } catch (error) {
    return { error: (error instanceof Error ? error.message : String(error)).slice(0, 2000) };
  }
}
