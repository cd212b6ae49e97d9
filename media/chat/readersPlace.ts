/** How far a scrolled element is, in CSS pixels. */
export type ScrollPosition = {
  readonly top: number;
  readonly height: number;
  readonly viewport: number;
};

const nearEnd = 24;

/**
 * Whether the view goes on following the end after a scroll from `topBefore`: yes at the end, no once the reader moved
 * up, else as before. Growth alone moves nobody away from the end.
 */
export function follows(following: boolean, topBefore: number, now: ScrollPosition): boolean {
  if (now.height - now.viewport - now.top <= nearEnd) return true;
  return now.top < topBefore ? false : following;
}
