/** What decides how long to wait before a server is asked. Times in milliseconds. */
export type TriggerFacts = {
  readonly manual: boolean;
  /** The position's line up to the position. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
  /** A suggestion was taken just now. */
  readonly afterAccept: boolean;
  /** Median time to a first line from this server and model; `undefined` before the first answer. */
  readonly lineMs: number | undefined;
  /** Mean time between two keys of this person. */
  readonly gapMs: number;
  /** Short suggestions in a row that nobody wanted. */
  readonly ignoredInARow: number;
  /** Whether the machine should be spared. */
  readonly eco: boolean;
};

const longestMs = 150;
/** Share of a key's time after which it is likelier that a pause has begun. */
const shareOfGap = 0.6;
/** In eco, only somebody who has stopped typing is asked for. */
const ecoMs = 350;
const patience = 5;
const unwantedStepMs = 100;
const longestUnwantedMs = 300;
/** What is mostly followed by a thought, not by the next letter. */
const opensSomething = /\S\s*[.([{:=,]\s?$|\S\s$/;

/** How long to wait on top of the editor's own 50 ms: until another key is unlikely, or not at all where that is sure. */
export function triggerDelayMs(facts: TriggerFacts): number {
  const { manual, eco, afterAccept, lineMs, gapMs } = facts;
  if (manual) return 0;
  const unwanted = unwantedMs(facts.ignoredInARow);
  if (eco) return ecoMs + unwanted;
  const isSure = afterAccept || isFreshLine(facts) || opensSomething.test(facts.linePrefix);
  // Its answer is there before the next key.
  const isFast = lineMs !== undefined && lineMs < shareOfGap * gapMs;
  const settle = isSure || isFast ? 0 : Math.min(longestMs, shareOfGap * gapMs);
  return settle + unwanted;
}

function isFreshLine({ linePrefix, lineSuffix }: TriggerFacts): boolean {
  return linePrefix.trim() === "" && lineSuffix.trim() === "";
}

function unwantedMs(inARow: number): number {
  return Math.min(longestUnwantedMs, Math.max(0, inARow - patience + 1) * unwantedStepMs);
}
