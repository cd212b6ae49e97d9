import { bootstrap } from "../replay/figures/bootstrap.ts";
import { mean } from "../support/mean.ts";
import type { Layout } from "./promptsAt.ts";
import type { Score } from "./scoreOf.ts";
import type { Trial } from "./trial.ts";

/** Percentage points by which something was right less often, and the range that holds that with 95 % probability. */
export type Loss = { readonly points: number; readonly interval: readonly [low: number, high: number] };

/** A model that is right at fewer of the sites, in percent, has nothing to lose, and shows nothing. */
const leastRight = 10;

/** What may be lost for a prompt that is hardly read anew, in percentage points. */
export const mostLost = 1;

const middles = ["middle32", "middle128", "middle256"] as const satisfies readonly Layout[];
const rights = ["firstLine", "whole"] as const satisfies readonly (keyof Score)[];

/** What a layout loses against the split at the cursor, site by site. */
export function lossOf(trials: readonly Trial[], layout: Layout, right: "firstLine" | "whole"): Loss {
  const of = (some: readonly Trial[]): number =>
    100 * mean(some.map((trial) => Number(trial.cursorSplit[right]) - Number(trial[layout][right])));
  const points = of(trials);
  return { points, interval: bootstrap(trials, of) ?? [points, points] };
}

/**
 * Whether a model may keep the anchor. `keeps`: nowhere was more lost than {@link mostLost}; `unclear`: the same, but
 * so few sites do not rule it out; `loses`: more was; `unable`: split at the cursor it was hardly ever right. `worst` is
 * the greatest loss of any length and measure.
 */
export type Verdict = { readonly kind: "keeps" | "unclear" | "loses" | "unable"; readonly worst: Loss };

/** Judges the anchored middle by where it did worst. Throws when there is nothing to judge by. */
export function verdictOn(trials: readonly Trial[]): Verdict {
  if (trials.length === 0) throw new Error("No site was tried.");
  const losses = middles.flatMap((layout) => rights.map((right) => lossOf(trials, layout, right)));
  const worst = losses.reduce((one, other) => (other.points > one.points ? other : one));
  const high = Math.max(...losses.map(({ interval }) => interval[1]));
  const right = 100 * mean(trials.map(({ cursorSplit }) => Number(cursorSplit.firstLine)));
  if (right < leastRight) return { kind: "unable", worst };
  return { kind: worst.points > mostLost ? "loses" : high > mostLost ? "unclear" : "keeps", worst };
}

/** The verdict on a model as it is printed, with what has to be written down for it. */
export function verdictWords({ kind, worst }: Verdict, model: string, sites: number): readonly string[] {
  const range = `${worst.interval[0].toFixed(1)} to ${worst.interval[1].toFixed(1)}`;
  const found = `with an anchored middle ${model} lost at most ${worst.points.toFixed(1)} points (${range}) on ${sites} sites`;
  const line = `  ${JSON.stringify(model)}, // at most ${worst.points.toFixed(1)} points lost (${range}), ${sites} sites`;
  switch (kind) {
    case "loses":
      return [`${found}: more than ${mostLost}, so it keeps the anchor at the line.`];
    case "unable":
      return [
        `${model} wrote the right first line at fewer than ${leastRight} % of ${sites} sites, so it shows nothing about the layout.`,
      ];
    case "unclear":
      return [
        `${found}: no more than ${mostLost}, but so few sites do not rule it out. Measure with --full.`,
      ];
    case "keeps":
      return [`${found}: no more than ${mostLost}. Add to the set in src/models/keepsAnchor.ts:`, line];
  }
}
