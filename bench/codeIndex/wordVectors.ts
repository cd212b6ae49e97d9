import type { Embedder } from "../../src/context/codeIndex/embedder.ts";
import { termHash } from "../../src/context/codeIndex/termHash.ts";

/** Numbers of a vector: those of the larger of the usual local models. */
const dimension = 768;

/**
 * Vectors at no cost, as long as a real model's: each word of a text adds to some numbers. They say what searching and
 * keeping vectors takes, and nothing about how good those of a model are.
 */
export const wordVectors: Embedder = {
  model: () => Promise.resolve({ ref: { provider: "bench", model: "words" }, key: "words" }),
  pieces: (pieces) => Promise.resolve({ kind: "vectors", vectors: pieces.map(({ text }) => vectorOf(text)) }),
  question: (text) => Promise.resolve(vectorOf(text)),
  busyForMs: () => 0,
};

function vectorOf(text: string): readonly number[] {
  const vector = new Array<number>(dimension).fill(0);
  for (const word of text.slice(0, 400).match(/\w{3,}/g) ?? []) {
    const hash = termHash(word);
    const at = hash % dimension;
    vector[at] = (vector[at] ?? 0) + (hash % 2 === 0 ? 1 : -1);
  }
  return vector;
}
