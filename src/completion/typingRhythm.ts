/** How fast somebody types: a moving mean of the time between two keys, in milliseconds. */
export type TypingRhythm = { readonly gapMs: number; readonly lastMs: number | undefined };

/** The pace of an ordinary typist, before anything is known. */
export const unknownRhythm: TypingRhythm = { gapMs: 160, lastMs: undefined };

/** Longer than this is a pause, not a rhythm. */
const pauseMs = 400;
const weight = 0.2;

/** Takes a key that was pressed at a time. */
export function withKey({ gapMs, lastMs }: TypingRhythm, nowMs: number): TypingRhythm {
  const gap = lastMs === undefined ? Number.POSITIVE_INFINITY : nowMs - lastMs;
  return { gapMs: gap > pauseMs ? gapMs : gapMs + weight * (gap - gapMs), lastMs: nowMs };
}
