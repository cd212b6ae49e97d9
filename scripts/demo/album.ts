import { join } from "node:path";
import type { Page } from "playwright-core";
import { shootBothThemes, shootHighContrast, type ShotOptions } from "./shot.ts";

/** The pictures of one act, named after its steps. */
export type Album = {
  /** Pictures are of this step from now on. */
  readonly turnTo: (step: string) => void;
  /** Takes the step's picture now; the next one of the same step gets a number. */
  readonly take: (options?: ShotOptions) => Promise<void>;
  /** Takes the last picture once more in the high contrast themes, which are chosen in these user settings. */
  readonly takeInContrast: (settingsFile: string) => Promise<void>;
  /** How many the step has. */
  readonly taken: () => number;
};

/** An empty album in `folder`; its first step has the number `first`. */
export function createAlbum(page: Page, folder: string, first: number): Album {
  let number = first - 1;
  let name = "";
  let taken = 0;
  const path = (): string => join(folder, taken <= 1 ? name : `${name}-${taken}`);
  return {
    turnTo: (step) => {
      number += 1;
      taken = 0;
      name = `${String(number).padStart(2, "0")}-${step}`;
    },
    take: async (options) => {
      taken += 1;
      await shootBothThemes(page, path(), options);
    },
    takeInContrast: (settingsFile) => shootHighContrast(page, path(), settingsFile),
    taken: () => taken,
  };
}
