import MiniSearch from "minisearch";
import { overlap, type CodeFile, type Lines } from "./codeFile.ts";
import { codeWindows, type CodeWindow } from "./codeWindows.ts";
import { densestLines } from "./densestLines.ts";
import { identifiers } from "./identifiers.ts";
import { nameParts } from "./nameParts.ts";

/** Code of another document that uses the same names as the code around the position. */
export type Similar = { readonly file: Omit<CodeFile, "text">; readonly lines: Lines; readonly text: string };

type Entry = CodeWindow & { readonly id: string; readonly file: Omit<CodeFile, "text"> };
type Indexed = { readonly version: number; readonly entries: Entry[] };

/** Share of the score that the query has with itself: what resembles it less is not shown at all. */
const leastShare = 0.35;
/** Of two windows that share more of their names than this, one is enough. */
const mostShared = 0.7;
/** Windows that are given back, at most. */
const mostFound = 4;
const queryId = "query";

function terms(text: string): readonly string[] {
  return [...new Set(identifiers(text).flatMap(({ name }) => nameParts(name)))];
}

/** How much two sets of words have in common, 0 to 1. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** An index of windows of code, searched by the names in them (BM25). Adding goes in steps, so that nobody waits for it. */
export class SimilarCode {
  readonly #documents = new Map<string, Indexed>();
  readonly #search = new MiniSearch<Pick<Entry, "id" | "text">>({
    fields: ["text"],
    tokenize: (text) => identifiers(text).flatMap(({ name }) => [...nameParts(name)]),
    processTerm: (term) => term,
    autoVacuum: false,
    searchOptions: { tokenize: (query) => query.split(" ") },
  });
  readonly #windows = new Map<string, Entry>();

  /** The URIs of the documents in the index. */
  uris(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** Whether this very version of a document is in the index. */
  has(uri: string, version: number): boolean {
    return this.#documents.get(uri)?.version === version;
  }

  /**
   * Puts a version of a document in the place of any other one, a window at each step; what was left half done is
   * completed by nobody, but may be found.
   */
  *put({ text, ...file }: CodeFile, version: number): Generator<undefined> {
    yield* this.remove(file.uri);
    const entries: Entry[] = [];
    for (const window of codeWindows({ text })) {
      const entry = { ...window, file, id: `${file.uri}#${window.lines.first}` };
      this.#search.add(entry);
      this.#windows.set(entry.id, entry);
      entries.push(entry);
      // A document counts as known only when all of it is: until then its version is none that exists.
      this.#documents.set(file.uri, { version: -1, entries });
      yield;
    }
    this.#documents.set(file.uri, { version, entries });
  }

  /** Takes a document out, a window at each step. */
  *remove(uri: string): Generator<undefined> {
    const entries = this.#documents.get(uri)?.entries ?? [];
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) {
      this.#search.remove(entry);
      this.#windows.delete(entry.id);
      yield;
    }
    this.#documents.delete(uri);
  }

  /** The windows most like a piece of code, best first; of each the lines where the likeness is. */
  find(code: string): readonly Similar[] {
    const query = terms(code);
    this.#search.add({ id: queryId, text: code });
    const found = this.#search
      .search(query.join(" "))
      // The library multiplies by the number of terms that matched; without that it is plain BM25.
      .map(({ id, score, queryTerms }) => ({
        id: String(id),
        score: score / Math.max(1, queryTerms.length),
      }));
    this.#search.remove({ id: queryId, text: code });
    const least = leastShare * (found.find(({ id }) => id === queryId)?.score ?? Infinity);
    const ranked = found
      .filter(({ score }) => score >= least)
      .toSorted((a, b) => b.score - a.score || compare(a.id, b.id))
      .flatMap(({ id }) => this.#windows.get(id) ?? []);
    return distinct(ranked).map(({ file, lines, text }) => ({
      file,
      ...densestLines({ lines, text }, query),
    }));
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Leaves out what an earlier window shows already. */
function distinct(entries: readonly Entry[]): readonly Entry[] {
  const kept: { readonly entry: Entry; readonly names: ReadonlySet<string> }[] = [];
  for (const entry of entries) {
    const names = new Set(terms(entry.text));
    const isShown = kept.some(
      (other) =>
        (other.entry.file.uri === entry.file.uri && overlap(other.entry.lines, entry.lines)) ||
        jaccard(other.names, names) > mostShared,
    );
    if (!isShown) kept.push({ entry, names });
    if (kept.length === mostFound) break;
  }
  return kept.map(({ entry }) => entry);
}
