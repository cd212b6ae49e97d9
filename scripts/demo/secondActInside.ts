/** The second act, played inside the fake internet by the catcher. */
import { writeFile } from "node:fs/promises";
import { readVisit } from "../fakeInternet/fakeInternet.ts";
import { main } from "../main.ts";
import { openMarks } from "../proof/marks.ts";
import { createAlbum } from "./album.ts";
import { openCloudStage } from "./cloudStage.ts";
import { cloudSteps } from "./cloudSteps.ts";
import { play } from "./play.ts";

/** What the act is told. */
export type SecondActErrand = {
  readonly vsix: string;
  /** Where the pictures go, and the number of the first. */
  readonly output: string;
  readonly firstNumber: number;
  /** Where it writes what became of its steps. */
  readonly outcomes: string;
};

await main(async () => {
  const { errand, key, certificate } = await readVisit<SecondActErrand>();
  const marks = await openMarks();
  const { stage, album, close } = await openCloudStage({
    vsix: errand.vsix,
    tls: { key, cert: certificate },
    album: (page) => createAlbum(page, errand.output, errand.firstNumber),
  });
  try {
    const outcomes = await play(cloudSteps, stage, album, async (step, run) => {
      await marks.set({ edge: "begin", step });
      const outcome = await run();
      await marks.set({ edge: "end", step });
      return outcome;
    });
    await writeFile(errand.outcomes, JSON.stringify(outcomes));
  } finally {
    await close();
    marks.close();
  }
});
