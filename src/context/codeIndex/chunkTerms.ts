import { nameParts } from "../nameParts.ts";
import { stem } from "./stem.ts";
import { termHash } from "./termHash.ts";

/** The terms of a chunk, each once, how often each is there, and how many there are in all. */
export type ChunkTerms = {
  readonly terms: Uint32Array;
  /** At the place of each term. What is there more often than 255 times counts as 255. */
  readonly weights: Uint8Array;
  readonly length: number;
};

/** A run of letters longer than this is no word: a digest, or data. */
const longestWord = 60;
const mostWeight = 255;
/** Words whose terms are remembered before all are forgotten, so that a large project does not fill the memory. */
const mostRemembered = 60_000;

/** The terms that a word of code or of a question is searched by: itself and its parts, without their endings. */
export function wordTerms(word: string): readonly string[] {
  return [...new Set(nameParts(word).map(stem))];
}

/** The words of a text, in order, those in comments and strings too. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}_$]{2,}/gu) ?? [];
}

/**
 * Counts the terms of chunks. It remembers which terms the words have that it meets, and gives each term a place in lists:
 * that is quicker than to look up their hashes again and again.
 */
export class TermCounter {
  /** The places of the terms of each word. */
  readonly #words = new Map<string, readonly number[]>();
  readonly #places = new Map<string, number>();
  /** By the place of each term: its hash, and how often it was met in the chunk that is counted now. */
  #hashes: number[] = [];
  #counts: number[] = [];
  /** The places of the terms of that chunk. */
  #met: number[] = [];

  /** Counts what a chunk says, and once more what it is called by: that makes it no longer. */
  count(text: string, called: readonly string[]): ChunkTerms {
    const length = this.#meet(wordsOf(text));
    this.#meet(called.flatMap(wordsOf));
    return { ...this.#take(), length };
  }

  /** What was met. Begins anew. */
  #take(): Omit<ChunkTerms, "length"> {
    const terms = new Uint32Array(this.#met.length);
    const weights = new Uint8Array(this.#met.length);
    for (const [index, place] of this.#met.entries()) {
      terms[index] = this.#hashes[place] ?? 0;
      weights[index] = Math.min(mostWeight, this.#counts[place] ?? 0);
    }
    this.#startAnew();
    return { terms, weights };
  }

  /** Counts the terms of words, and says how many that were. */
  #meet(words: readonly string[]): number {
    let length = 0;
    for (const word of words)
      for (const place of this.#placesOf(word)) {
        const count = this.#counts[place] ?? 0;
        if (count === 0) this.#met.push(place);
        this.#counts[place] = count + 1;
        length += 1;
      }
    return length;
  }

  #placesOf(word: string): readonly number[] {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const places = word.length > longestWord ? [] : wordTerms(word).map((term) => this.#placeOf(term));
    this.#words.set(word, places);
    return places;
  }

  #placeOf(term: string): number {
    const place = this.#places.get(term) ?? this.#hashes.length;
    if (place === this.#hashes.length) {
      this.#places.set(term, place);
      this.#hashes.push(termHash(term));
      this.#counts.push(0);
    }
    return place;
  }

  #startAnew(): void {
    for (const place of this.#met) this.#counts[place] = 0;
    this.#met = [];
    if (this.#words.size < mostRemembered) return;
    this.#words.clear();
    this.#places.clear();
    this.#hashes = [];
    this.#counts = [];
  }
}
