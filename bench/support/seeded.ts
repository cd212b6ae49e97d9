/** Numbers that look like chance and are the same for the same seed. */
export type Seeded = {
  /** From 0 up to but not including `below`, whole. */
  readonly below: (below: number) => number;
  /** One of the items. Throws when there is none. */
  readonly pick: <T>(items: readonly T[]) => T;
};

/** The generator known as mulberry32: small, and good enough to choose with. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error("There is nothing to choose from.");
      return item;
    },
  };
}
