/**
 * The vectors of some chunks, each of length 1, a byte for each of their numbers. That is a quarter of what they are as
 * they come, and moves no number by more than half a {@link ChunkVectors.scales}.
 */
export type ChunkVectors = {
  /** Numbers of each vector; 0: no chunk has one. */
  readonly dimension: number;
  /** What the bytes of each vector are to be multiplied by; 0: that chunk has none. */
  readonly scales: Float32Array<ArrayBuffer>;
  readonly values: Int8Array<ArrayBuffer>;
};

/** What one byte can hold, above and below zero. */
const mostValue = 127;

/** So many chunks of which none has a vector. */
export function withoutVectors(count: number): ChunkVectors {
  return { dimension: 0, scales: new Float32Array(count), values: new Int8Array() };
}

/**
 * Writes vectors down, a byte a number. `undefined`, or nothing but zeros, stands for a chunk without one. All others have one
 * length.
 */
export function quantise(vectors: readonly (readonly number[] | undefined)[]): ChunkVectors {
  const dimension = vectors.find(isVector)?.length;
  if (dimension === undefined) return withoutVectors(vectors.length);
  const scales = new Float32Array(vectors.length);
  const values = new Int8Array(vectors.length * dimension);
  for (const [at, vector] of vectors.entries()) {
    if (!isVector(vector)) continue;
    const length = Math.hypot(...vector);
    const most = vector.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
    scales[at] = most / length / mostValue;
    for (const [place, value] of vector.entries())
      values[at * dimension + place] = Math.round((value / most) * mostValue);
  }
  return { dimension, scales, values };
}

function isVector(vector: readonly number[] | undefined): vector is readonly number[] {
  return vector?.some((value) => value !== 0) === true;
}

/** How alike two vectors are: the cosine of the angle between them. */
export function likeness(vectors: ChunkVectors, at: number, one: ChunkVectors): number {
  const { dimension, scales, values } = vectors;
  const from = at * dimension;
  let sum = 0;
  for (let place = 0; place < dimension; place += 1)
    sum += (values[from + place] ?? 0) * (one.values[place] ?? 0);
  return sum * (scales[at] ?? 0) * (one.scales[0] ?? 0);
}

const signs = new WeakMap<ChunkVectors, Uint32Array>();

/** 32-bit numbers that the signs of one vector take. */
export function signWords({ dimension }: Pick<ChunkVectors, "dimension">): number {
  return Math.ceil(dimension / 32);
}

/**
 * Puts the signs of vectors into a row with those of others, {@link signWords} numbers for each: whether each of their numbers
 * is above zero, 32 to a number. They are worked out once; from then on they stand where they were put last.
 */
export function putSigns(vectors: ChunkVectors, row: Uint32Array): void {
  const known = signs.get(vectors);
  if (known === undefined) workOutSigns(vectors, row);
  else row.set(known);
  signs.set(vectors, row);
}

function workOutSigns({ dimension, values }: ChunkVectors, row: Uint32Array): void {
  const words = signWords({ dimension });
  for (let index = 0; index < values.length; index += 1) {
    if ((values[index] ?? 0) <= 0) continue;
    const place = index % dimension;
    const word = ((index - place) / dimension) * words + (place >>> 5);
    row[word] = (row[word] ?? 0) | (1 << (place & 31));
  }
}

/**
 * In how many places a vector has another sign than one, by the signs of both: a tenth of the work of {@link likeness}, and
 * enough to tell what is far away. `at`: which of a row it is.
 */
export function signDistance(row: Uint32Array, at: number, one: Uint32Array): number {
  const from = at * one.length;
  let different = 0;
  for (let word = 0; word < one.length; word += 1)
    different += bitsIn((row[from + word] ?? 0) ^ (one[word] ?? 0));
  return different;
}

/** How many bits of 32 are set, by adding up neighbours (H. S. Warren, Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
