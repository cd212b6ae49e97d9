import type { FileSource } from "../terms/source.ts";

/** What may not be in a draft for a route. */
export type DraftLimits = {
  /** Files whose text may not go where the route leads. */
  readonly withheld: (source: FileSource) => boolean;
  /** What the user left out of the question: URIs of files, and the keys of what is none. */
  readonly removed: ReadonlySet<string>;
};
