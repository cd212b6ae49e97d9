import type { Album } from "./album.ts";
import type { Outcome, Step } from "./step.ts";

/**
 * Plays the steps in order and prints what each measured. A step that took no picture itself is photographed at its
 * end; the first that does not hold is photographed too, and ends the act.
 */
export async function play<Stage>(
  steps: readonly Step<Stage>[],
  stage: Stage,
  album: Album,
  around: <T>(step: string, run: () => Promise<T>) => Promise<T> = (_, run) => run(),
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    album.turnTo(step.name);
    const outcome = await around(step.name, () => attempt(step, stage));
    outcomes.push(outcome);
    if (!outcome.ok || album.taken() === 0) await album.take();
    if (!outcome.ok) break;
  }
  return outcomes;
}

async function attempt<Stage>({ name, run }: Step<Stage>, stage: Stage): Promise<Outcome> {
  try {
    const measured = await run(stage);
    console.log(`ok    ${name}  ${JSON.stringify(measured)}`);
    return { name, ok: true, measured };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`FAIL  ${name}  ${reason}`);
    return { name, ok: false, measured: { error: reason } };
  }
}
