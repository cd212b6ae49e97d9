export function withoutTail(text: string, tail: string): string {
  for (const length of lengths(tail)) {
    if (text.endsWith(tail.slice(0, length))) return text.slice(0, -length);
  }
  return text;
}

/**
 * So many letters tell something.
 */
export const tellingLength = 4;
