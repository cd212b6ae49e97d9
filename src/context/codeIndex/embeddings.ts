import type { Disposable } from "../../base/disposable.ts";
import { pause } from "../../base/later.ts";
import { askPieces, unknownManners, type Manners } from "./askPieces.ts";
import { quantise, type ChunkVectors } from "./chunkVectors.ts";
import type { EmbeddedState } from "./codeIndexState.ts";
import type { Embedder, EmbeddingModel, Piece } from "./embedder.ts";
import type { KeptShards } from "./keptShards.ts";
import { readPieces, type PieceReader } from "./readPieces.ts";
import type { IndexedFile } from "./shard.ts";

/** What the vectors of an index are made with. */
export type EmbeddingsParts = PieceReader & {
  readonly embedder: Embedder;
  readonly kept: KeptShards;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** Does something that writes once all that was begun before is done. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
  /** {@link Embeddings.state} is another one. */
  readonly onChange: () => void;
  /** A file is no longer as it was indexed. */
  readonly onStale: (uri: string) => void;
  readonly onError: (error: unknown) => void;
};

/** A question with its vector, and the model that made it. */
export type EmbeddedQuestion = { readonly model: string; readonly vector: ChunkVectors };

/** Pieces in one request: some seconds of a small machine's time, during which somebody else may have to wait. */
const mostAtOnce = 16;
/** A question waits so long for its vector, in milliseconds. */
const questionMs = 300;

/**
 * The vectors of an index. They trickle in behind the terms: a few pieces at a time, half of the time at most, and none
 * while somebody wants something else of the machine. What is there is used at once.
 */
export class Embeddings {
  readonly #parts: EmbeddingsParts;
  #going: AbortController | undefined;
  #isWantedAgain = false;
  /** Whether a vector has come since it was last started. */
  #hasAnswered = false;
  /** Whether the last time it came to an end before all was done. */
  #isUnfinished = false;
  #model: EmbeddingModel | undefined;
  /** What the last request took, in milliseconds: the machine rests as long. */
  #restMs = 0;
  readonly #manners = new Map<string, Manners>();
  /** Files that could not be read as they were indexed, as they were then: not tried again while they are the same. */
  readonly #unreadable = new Map<string, string>();
  /** What failed for a reason that may be the server's: kept once it is known that the server answers. */
  #doubtful: Made[] = [];

  constructor(parts: EmbeddingsParts) {
    this.#parts = parts;
  }

  /** How many of the index's chunks have a vector of the model that was there last; `undefined`: none was. */
  state(): EmbeddedState | undefined {
    const model = this.#model;
    if (model === undefined) return undefined;
    const { set, vectors } = this.#parts.kept;
    let parts = 0;
    for (const file of set.files())
      parts += vectors.of(file, model.key) === undefined ? 0 : file.chunks.length;
    return { model: model.ref.model, parts, isGoingOn: this.#going !== undefined };
  }

  /** Looks which model there is now. */
  async look(): Promise<void> {
    this.#model = await this.#parts.embedder.model();
  }

  /** Makes the vectors that are missing, unless that is going on. */
  start(): void {
    this.#isWantedAgain = true;
    if (this.#going !== undefined) return;
    const going = new AbortController();
    this.#going = going;
    this.#go(going.signal)
      .catch(this.#parts.onError)
      .finally(() => {
        if (this.#going !== going) return;
        this.#going = undefined;
        this.#parts.onChange();
      });
  }

  /** Goes on where it came to an end too early: a server may be back, or a model be there by now. */
  retry(): void {
    if (this.#isUnfinished) this.start();
  }

  /** A file or folder is not as it was: what could not be read of it is tried again. */
  changed(uri: string): void {
    for (const each of this.#unreadable.keys())
      if (each === uri || each.startsWith(`${uri}/`)) this.#unreadable.delete(each);
  }

  /** Stops; what has been made is kept. */
  stop(): void {
    this.#going?.abort();
    this.#going = undefined;
  }

  /** The vector of a question, where the index has some to compare it with. Given up after a moment: nobody waits for it. */
  async question(text: string, signal: AbortSignal): Promise<EmbeddedQuestion | undefined> {
    const { embedder, kept, later } = this.#parts;
    const over = new AbortController();
    const timer = later(questionMs, () => {
      over.abort();
    });
    const givenUp = AbortSignal.any([signal, over.signal]);
    const asking = async (): Promise<EmbeddedQuestion | undefined> => {
      const model = await embedder.model();
      if (model === undefined || !kept.vectors.has(model.key)) return undefined;
      const vector = await embedder.question(text, model, givenUp);
      return vector && { model: model.key, vector: quantise([vector]) };
    };
    const found = await Promise.race([asking().catch(this.#parts.onError), aborted(givenUp)]);
    timer.dispose();
    return found ?? undefined;
  }

  async #go(signal: AbortSignal): Promise<void> {
    const { kept } = this.#parts;
    this.#isUnfinished = true;
    this.#doubtful = [];
    this.#hasAnswered = false;
    while (this.#isWantedAgain) {
      this.#isWantedAgain = false;
      await this.look();
      for (const name of kept.set.names())
        if (signal.aborted || this.#model === undefined || !(await this.#fill(name, this.#model, signal)))
          return;
    }
    await this.#settleDoubts();
    this.#isUnfinished = this.#doubtful.length > 0;
  }

  /** Makes the vectors that a shard lacks; `false`: it came to nothing, and is not tried again for now. */
  async #fill(name: string, model: EmbeddingModel, signal: AbortSignal): Promise<boolean> {
    const { kept, run } = this.#parts;
    const missing = kept.set
      .filesOf(name)
      .filter((file) => file.chunks.length > 0 && kept.vectors.of(file, model.key) === undefined)
      .filter((file) => this.#unreadable.get(file.uri) !== versionOf(file));
    if (missing.length === 0) return true;
    let isWell = true;
    for (const group of grouped(missing)) {
      isWell = !signal.aborted && kept.isBuilder && (await this.#embed(name, group, model, signal));
      if (!isWell) break;
      this.#parts.onChange();
    }
    // Of an index that was deleted meanwhile nothing is written any more.
    await run(() => kept.saveVectors(name));
    return isWell;
  }

  /** Makes the vectors of some files of a shard, all or none. */
  async #embed(
    shard: string,
    files: readonly IndexedFile[],
    model: EmbeddingModel,
    signal: AbortSignal,
  ): Promise<boolean> {
    const read: { readonly file: IndexedFile; readonly pieces: readonly Piece[] }[] = [];
    for (const file of files) {
      const pieces = await readPieces(file, this.#parts);
      if (pieces === undefined) this.#giveUp(file);
      else read.push({ file, pieces });
    }
    const pieces = read.flatMap((each) => each.pieces);
    const asked = await this.#vectorsOf(pieces, model, signal);
    if (asked === undefined || signal.aborted) return false;
    let next = 0;
    const made = read.map(({ file, pieces: { length } }): Made => {
      const vectors = quantise(asked.vectors.slice(next, (next += length)));
      return { shard, file, model: model.key, vectors };
    });
    if (asked.isDoubtful) this.#doubtful.push(...made);
    else for (const each of made) this.#keep(each);
    this.#hasAnswered ||= asked.vectors.some((vector) => vector !== undefined);
    return true;
  }

  /** What was changed or excluded meanwhile has no place for its vectors any more. */
  #keep({ file, model, vectors }: Made): void {
    if (this.#parts.kept.set.file(file.uri)?.digest === file.digest)
      this.#parts.kept.vectors.put(file, model, vectors);
  }

  /** A server that has answered at all is none that is out of order: what it did not take are texts to do without. */
  async #settleDoubts(): Promise<void> {
    if (!this.#hasAnswered) return;
    const settled = this.#doubtful.splice(0);
    for (const each of settled) this.#keep(each);
    for (const name of new Set(settled.map(({ shard }) => shard)))
      await this.#parts.run(() => this.#parts.kept.saveVectors(name));
  }

  #giveUp(file: IndexedFile): void {
    this.#unreadable.set(file.uri, versionOf(file));
    this.#parts.onStale(file.uri);
  }

  /** The vectors of pieces; `undefined`: the server is of no use for now. */
  async #vectorsOf(
    pieces: readonly Piece[],
    model: EmbeddingModel,
    signal: AbortSignal,
  ): Promise<{ readonly vectors: Vectors; readonly isDoubtful: boolean } | undefined> {
    const { embedder, clock } = this.#parts;
    const manners = this.#mannersOf(model);
    const found: (readonly number[] | undefined)[] = [];
    let isDoubtful = pieces.length > 0;
    for (let from = 0; from < pieces.length; from += mostAtOnce) {
      await this.#turn(signal);
      if (signal.aborted) return undefined;
      const startedMs = clock();
      const ask = (some: readonly Piece[]) => embedder.pieces(some, model, signal);
      const asked = await askPieces(pieces.slice(from, from + mostAtOnce), ask, manners);
      this.#restMs = clock() - startedMs;
      if (asked.kind === "failed") return undefined;
      found.push(...asked.vectors);
      isDoubtful &&= asked.isDoubtful;
    }
    const lengths = new Set(found.flatMap((vector) => (vector === undefined ? [] : [vector.length])));
    return lengths.size > 1 ? undefined : { vectors: found, isDoubtful };
  }

  #mannersOf({ key }: EmbeddingModel): Manners {
    const known = this.#manners.get(key) ?? unknownManners();
    this.#manners.set(key, known);
    return known;
  }

  /** Waits until the machine has rested, and nobody wants anything else of it. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { embedder } = this.#parts;
    for (let wait = Math.max(this.#restMs, embedder.busyForMs()); wait > 0; wait = embedder.busyForMs()) {
      await pause(wait, signal, this.#parts.later);
      if (signal.aborted) return;
    }
  }
}

type Vectors = readonly (readonly number[] | undefined)[];

/** The vectors that a model made of a file, and the shard it is in. */
type Made = {
  readonly shard: string;
  readonly file: IndexedFile;
  readonly model: string;
  readonly vectors: ChunkVectors;
};

function versionOf({ digest, sizeBytes, modifiedMs }: IndexedFile): string {
  return `${digest} ${sizeBytes} ${modifiedMs}`;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    const over = (): void => {
      resolve(undefined);
    };
    if (signal.aborted) over();
    else signal.addEventListener("abort", over, { once: true });
  });
}

/** Files together that make one request, or one that makes several. */
function* grouped(files: readonly IndexedFile[]): Generator<readonly IndexedFile[]> {
  let group: IndexedFile[] = [];
  let chunks = 0;
  for (const file of files) {
    if (group.length > 0 && chunks + file.chunks.length > mostAtOnce) {
      yield group;
      [group, chunks] = [[], 0];
    }
    group.push(file);
    chunks += file.chunks.length;
  }
  if (group.length > 0) yield group;
}
