import type { Random } from "../../test/support/random.ts";

/** So many of the items, each at most once, as chance has it. */
export function sample<T>(items: readonly T[], count: number, random: Random): readonly T[] {
  const left = [...items];
  const taken = Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.integer(left.length), 1),
  );
  return taken.flat();
}
