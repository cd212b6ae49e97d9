/** Fewer subjects than this show no convention. */
const fewest = 3;

/** Types that are named to a model, at most. */
const mostTypes = 8;

/** `fix`, `feat(api)`: what stands before the colon in the convention of that name. */
const typed = /^([a-z]{2,12})(?:\([^()\s]{1,40}\))?!?: \S/;

/** `ABC-123`, also in brackets. */
const ticketed = /^\[?[A-Z][A-Z\d]+-\d+\]?:?\s/;

/**
 * What the first lines of the latest commit messages have in common, as one sentence for a model: small models keep to what they
 * are told better than to what they are shown. Empty: nothing that could be told.
 */
export function commitConvention(subjects: readonly string[]): string {
  const isRule = (count: number): boolean => count >= fewest && 2 * count > subjects.length;
  const types = subjects.flatMap((subject) => typed.exec(subject)?.[1] ?? []);
  if (isRule(types.length)) {
    const known = [...new Set(types)].slice(0, mostTypes).join(", ");
    return `Begin the first line as they do: with a type (such as ${known}), if it helps a scope in parentheses, and a colon.`;
  }
  const tickets = subjects.filter((subject) => ticketed.test(subject)).length;
  return isRule(tickets) ? "They begin with a ticket; name one only if you are told it." : "";
}
