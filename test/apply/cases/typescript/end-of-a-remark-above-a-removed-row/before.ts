/**
 * Pictures beside one question, at most.
 */
export const mostPictures = 10;

/** What was read. */
export function read(): number {
  return 1;
}
