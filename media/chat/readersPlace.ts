/** How far a scrolled element is, in CSS pixels. */
export type ScrollPosition = {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
};

/** Who comes so near to the end, in CSS pixels, wants to be there. */
const nearEnd = 24;
/** Positions may be fractions of a pixel. */
const atEnd = 1;

/**
 * Whether the view goes on following the end after a scroll from `topBefore`: yes at the end, no once the reader moved
 * up, be it by a little, yes near the end, else as before. Growth alone moves nobody away from the end.
 */
export function follows(following: boolean, topBefore: number, now: ScrollPosition): boolean {
  const rest = now.height - now.viewport - now.top;
  if (rest <= atEnd) return true;
  if (now.top < topBefore) return false;
  return rest <= nearEnd || following;
}
