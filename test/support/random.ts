/** Numbers that look random and are the same in every run with the same seed. */
export type Random = {
  /** An integer from 0 up to, but not including, `below`. */
  integer(below: number): number;
  /** One of `items`, which are not empty. */
  pick<T>(items: readonly T[]): T;
};

/** Makes a generator (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const integer = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
  return {
    integer,
    pick: (items) => {
      const item = items[integer(items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
  };
}

/** Cuts `text` into pieces of 1 to `longest` UTF-16 units, whatever they cut through. */
export function cutAnywhere(text: string, longest: number, random: Random): readonly string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = 1 + random.integer(longest);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}
