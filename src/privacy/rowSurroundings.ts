import type { LocalTime } from "./localTime.ts";

/** What a row is put into words with. */
export type RowSurroundings = {
  readonly local: LocalTime;
  /** Whether a request of this window, or the opening of a link, is still under way. */
  readonly isRunning: (id: string) => boolean;
};
