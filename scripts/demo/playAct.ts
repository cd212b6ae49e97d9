import type { Album } from "./album.ts";
import type { Act } from "./firstAct.ts";
import { play } from "./play.ts";
import type { Step } from "./step.ts";

/** A stage that is set, with where its pictures go and what ends it. */
export type SetStage<Stage> = {
  readonly stage: Stage;
  readonly album: Album;
  readonly close: () => Promise<void>;
};

/** Plays all steps on a stage, and ends that. */
export async function playAct<Stage>(
  steps: readonly Step<Stage>[],
  { stage, album, close }: SetStage<Stage>,
): Promise<Act> {
  try {
    const outcomes = await play(steps, stage, album);
    return { steps: outcomes, ok: outcomes.length === steps.length && outcomes.every(({ ok }) => ok) };
  } finally {
    await close();
  }
}
