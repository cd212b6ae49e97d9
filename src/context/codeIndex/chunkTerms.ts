import { nameParts } from "../nameParts.ts";
import { stem } from "./stem.ts";
import { termHash } from "./termHash.ts";

/** The terms of a chunk, ascending, how often each is there, and how many there are in all. */
export type ChunkTerms = {
  readonly terms: Uint32Array;
  /** At the place of each term. What is there more often than 255 times counts as 255. */
  readonly weights: Uint8Array;
  readonly length: number;
};

/** A run of letters longer than this is no word: a digest, or data. */
const longestWord = 60;
const mostWeight = 255;
/** Words whose terms are remembered: nine of ten words of a project are among so many. */
const mostRemembered = 30_000;

/** The terms that a word of code or of a question is searched by: itself and its parts, without their endings. */
export function wordTerms(word: string): readonly string[] {
  return [...new Set(nameParts(word).map(stem))];
}

/** The words of a text, in order, those in comments and strings too. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$]{2,}/gu) ?? [];
}

/** Counts the terms of chunks, and remembers which terms the words have that it meets. */
export class TermCounter {
  readonly #known = new Map<string, readonly number[]>();

  /** Counts what a chunk says, and once more what it is called by: that makes it no longer. */
  count(text: string, called: readonly string[]): ChunkTerms {
    const counts = new Map<number, number>();
    const add = (words: readonly string[]): void => {
      for (const word of words)
        for (const term of this.#termsOf(word)) counts.set(term, (counts.get(term) ?? 0) + 1);
    };
    add(wordsOf(text));
    const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const each of called) add(wordsOf(each));
    const terms = Uint32Array.from(counts.keys()).sort();
    const weights = Uint8Array.from(terms, (term) => Math.min(mostWeight, counts.get(term) ?? 0));
    return { terms, weights, length };
  }

  #termsOf(word: string): readonly number[] {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const terms = word.length > longestWord ? [] : wordTerms(word).map(termHash);
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(word, terms);
    return terms;
  }
}
