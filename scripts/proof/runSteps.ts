import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Mark } from "./captureLog.ts";
import type { Measured, Step } from "./step.ts";

/**
 * Runs the steps one after the other inside the walls, and marks where each begins and ends in the catcher's log. A
 * step that fails is reported in its mark and the next one runs.
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  stepMs = 15_000,
): Promise<void> {
  const marks = createSocket("udp4");
  marks.connect(marksPort(), "127.0.0.1");
  await once(marks, "connect");
  try {
    for (const step of steps) {
      await mark(marks, { edge: "begin", step: step.name });
      await mark(marks, { edge: "end", step: step.name, ...(await attempt(step, context, stepMs)) });
    }
  } finally {
    marks.close();
  }
}

function marksPort(): number {
  const port = Number(process.env["DRAWBRIDGE_PROOF_MARKS"]);
  if (!Number.isInteger(port) || port <= 0)
    throw new Error("Only the catcher starts this: npm run prove-local");
  return port;
}

/** Returns when the catcher has everything that was sent before the mark in its log. */
async function mark(marks: Socket, text: Mark): Promise<void> {
  const seen = once(marks, "message", { signal: AbortSignal.timeout(10_000) });
  marks.send(JSON.stringify(text));
  await seen;
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
