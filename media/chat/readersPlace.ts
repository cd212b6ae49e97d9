/** How far a scrolled element is, in CSS pixels. */
export type ScrollPosition = {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
};

/** A scroll, and who may have done it. */
export type Scroll = {
  readonly before: ScrollPosition;
  readonly now: ScrollPosition;
  /** Whether the last thing that the person touched is what was scrolled. */
  readonly touched: boolean;
};

/** Who comes so near to the end, in CSS pixels, wants to be there. */
const nearEnd = 24;
/** Positions may be fractions of a pixel. */
const atEnd = 1;

/**
 * Whether the view goes on following the end after a scroll: yes at the end, no once the reader moved up, be it by a little,
 * yes near the end, else as before. Growth alone moves nobody away from the end. Nor does what shrinks and grows again within
 * a frame, though the browser then moves up: so where sizes have changed, only a reader who is at work there can have moved.
 */
export function follows(following: boolean, { before, now, touched }: Scroll): boolean {
  const rest = now.height - now.viewport - now.top;
  if (rest <= atEnd) return true;
  if (now.top >= before.top) return rest <= nearEnd || following;
  const isSameSize = now.height === before.height && now.viewport === before.viewport;
  return following && !touched && !isSameSize;
}
