import { draw } from "./draw.ts";

/** Where somebody is in what they type: the person, the session, how far it is. Same place, same draw, whoever helps. */
export type Place = {
  readonly seed: number;
  readonly session: string;
  readonly run: number;
  readonly left: number;
};

const medianGapMs = 160;
const gapSigma = 0.5;
const linePauseMs = { least: 600, most: 2000 };
const typoShare = 0.06;
/** Fingers that land one key beside. */
const neighbours = "qwertyuiop asdfghjkl zxcvbnm";

/** Milliseconds before the next key: log-normal inside a line, a longer pause where a line begins. */
export function gapMs(place: Place, isLineStart: boolean): number {
  const uniform = draw("gap", ...words(place));
  if (isLineStart) return Math.round(linePauseMs.least + uniform * (linePauseMs.most - linePauseMs.least));
  const other = draw("gap too", ...words(place));
  const normal = Math.sqrt(-2 * Math.log(1 - uniform)) * Math.cos(2 * Math.PI * other);
  return Math.round(medianGapMs * Math.exp(gapSigma * normal));
}

/** What is hit instead of a letter, if it is missed. */
export function typo(place: Place, wanted: string): string | undefined {
  const at = neighbours.indexOf(wanted);
  if (!/^[a-z]$/.test(wanted) || draw("typo", ...words(place)) >= typoShare) return undefined;
  const beside = neighbours[at + 1] ?? " ";
  return beside === " " ? (neighbours[at - 1] ?? "a") : beside;
}

function words({ seed, session, run, left }: Place): readonly (string | number)[] {
  return [seed, session, run, left];
}
