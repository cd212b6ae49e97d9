import type { Step } from "./scenario.ts";

/** What somebody does in an editing session. */
export type ScenarioKind =
  | "new function"
  | "mid-file insertion"
  | "signature change"
  | "argument fill"
  | "comment to code"
  | "data"
  | "typos"
  | "cursor jumps"
  | "multi-line block"
  | "import then use";

/** How a scenario stands in its file: a text that is checked in is its end, and the start differs in some places. */
export type ScenarioFile = {
  readonly kind: ScenarioKind;
  /** Whether the short run of the benchmark takes it. */
  readonly isPlain: boolean;
  /** A file of `scenarios/texts/`. */
  readonly text: string;
  /** From last to first: what stands there in the beginning instead of a part of the text. */
  readonly missing: readonly { readonly from: number; readonly to: number; readonly was: string }[];
  readonly steps: readonly Step[];
};
