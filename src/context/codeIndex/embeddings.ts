import type { Disposable } from "../../base/disposable.ts";
import { quantise, type ChunkVectors } from "./chunkVectors.ts";
import type { EmbeddedState } from "./codeIndexState.ts";
import type { Embedded, Embedder, EmbeddingModel, Piece } from "./embedder.ts";
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
  #model: EmbeddingModel | undefined;
  /** What the last request took, in milliseconds: the machine rests as long. */
  #restMs = 0;

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
    while (this.#isWantedAgain) {
      this.#isWantedAgain = false;
      await this.look();
      for (const name of kept.set.names())
        if (signal.aborted || this.#model === undefined || !(await this.#fill(name, this.#model, signal)))
          return;
    }
  }

  /** Makes the vectors that a shard lacks; `false`: it came to nothing, and is not tried again for now. */
  async #fill(name: string, model: EmbeddingModel, signal: AbortSignal): Promise<boolean> {
    const { kept, run } = this.#parts;
    const missing = kept.set
      .filesOf(name)
      .filter((file) => file.chunks.length > 0 && kept.vectors.of(file, model.key) === undefined);
    if (missing.length === 0) return true;
    let isWell = true;
    for (const group of grouped(missing)) {
      isWell = !signal.aborted && kept.isBuilder && (await this.#embed(group, model, signal));
      if (!isWell) break;
      this.#parts.onChange();
    }
    // Of an index that was deleted meanwhile nothing is written any more.
    await run(() => kept.saveVectors(name));
    return isWell;
  }

  /** Makes the vectors of some files, all or none. */
  async #embed(files: readonly IndexedFile[], model: EmbeddingModel, signal: AbortSignal): Promise<boolean> {
    const read: { readonly file: IndexedFile; readonly pieces: readonly Piece[] }[] = [];
    for (const file of files) {
      const pieces = await readPieces(file, this.#parts);
      if (pieces === undefined) this.#parts.onStale(file.uri);
      else read.push({ file, pieces });
    }
    const vectors = await this.#vectorsOf(
      read.flatMap(({ pieces }) => pieces),
      model,
      signal,
    );
    if (vectors === undefined || signal.aborted) return false;
    let next = 0;
    for (const { file, pieces } of read) {
      const own = vectors.slice(next, (next += pieces.length));
      // What was changed or excluded meanwhile has no place for them any more.
      if (this.#parts.kept.set.file(file.uri)?.digest === file.digest)
        this.#parts.kept.vectors.put(file, model.key, quantise(own));
    }
    return true;
  }

  async #vectorsOf(
    pieces: readonly Piece[],
    model: EmbeddingModel,
    signal: AbortSignal,
  ): Promise<Vectors | undefined> {
    const { embedder, clock } = this.#parts;
    const found: (readonly number[] | undefined)[] = [];
    for (let from = 0; from < pieces.length; from += mostAtOnce) {
      await this.#turn(signal);
      if (signal.aborted) return undefined;
      const startedMs = clock();
      const vectors = await askedFor(pieces.slice(from, from + mostAtOnce), (some) =>
        embedder.pieces(some, model, signal),
      );
      this.#restMs = clock() - startedMs;
      if (vectors === undefined) return undefined;
      found.push(...vectors);
    }
    const lengths = new Set(found.flatMap((vector) => (vector === undefined ? [] : [vector.length])));
    return lengths.size > 1 ? undefined : found;
  }

  /** Waits until the machine has rested, and nobody wants anything else of it. */
  async #turn(signal: AbortSignal): Promise<void> {
    const { embedder } = this.#parts;
    for (let wait = Math.max(this.#restMs, embedder.busyForMs()); wait > 0; wait = embedder.busyForMs()) {
      await this.#pause(wait, signal);
      if (signal.aborted) return;
    }
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#parts.later(milliseconds, resolve);
      signal.addEventListener(
        "abort",
        () => {
          timer.dispose();
          resolve();
        },
        { once: true },
      );
    });
  }
}

type Vectors = readonly (readonly number[] | undefined)[];

/**
 * The vectors of pieces. When a server will not take them together they are asked for one by one, so that a text that
 * cannot be taken keeps none from the others; `undefined`: none was taken.
 */
async function askedFor(
  pieces: readonly Piece[],
  ask: (pieces: readonly Piece[]) => Promise<Embedded>,
): Promise<Vectors | undefined> {
  const together = await ask(pieces);
  if (together.kind === "vectors") return together.vectors;
  if (!together.isAboutText || pieces.length < 2) return undefined;
  const found: Vectors[] = [];
  for (const piece of pieces) {
    const alone = await ask([piece]);
    if (alone.kind === "failed" && !alone.isAboutText) return undefined;
    found.push(alone.kind === "vectors" ? alone.vectors : [undefined]);
  }
  const vectors = found.flat();
  return vectors.some((vector) => vector !== undefined) ? vectors : undefined;
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
