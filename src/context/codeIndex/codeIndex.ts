import type { Disposable } from "../../base/disposable.ts";
import { createEmitter, type Event } from "../../base/event.ts";
import type { Logger } from "../../base/logger.ts";
import type { IsRunning } from "./builderLock.ts";
import { TermCounter } from "./chunkTerms.ts";
import type { CodeIndexState } from "./codeIndexState.ts";
import type { Embedder } from "./embedder.ts";
import { Embeddings } from "./embeddings.ts";
import { findCode, mostLookedAt, type FindOptions, type FoundCode } from "./findCode.ts";
import type { FileStat, ReadingParts } from "./indexPorts.ts";
import { KeptShards } from "./keptShards.ts";
import type { RankedChunk } from "./rankChunks.ts";
import { rankVectors } from "./rankVectors.ts";
import { readFileTerms } from "./readFileTerms.ts";
import type { Shard } from "./shard.ts";
import { Slices } from "./slices.ts";

/** What an index is made from. */
export type CodeIndexParts = ReadingParts & {
  /** Where it is kept; the folder is its own. */
  readonly folder: string;
  /** Whether the workspace's files may be read at all: the user trusts it. */
  readonly isAllowed: () => boolean;
  /** Calls back after so many milliseconds, unless disposed before. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  readonly isRunning?: IsRunning;
  /** Turns code into numbers, where a model does that. */
  readonly embedder?: Embedder;
  readonly log: Pick<Logger, "error">;
};

/** Changes are waited for so long, in milliseconds: a checkout or a formatter writes many files at once. */
const settleMs = 1000;
/**
 * Milliseconds between two looks at what the rules say of every file, at least: it may have to be asked each time somebody
 * comes back to the window, and takes a second of computing for 10,000 files.
 */
const purgeEveryMs = 60_000;
/** After more changes than this at once the whole workspace is looked at. */
const mostTouched = 300;
/** Files between two reports of progress. */
const reportEvery = 20;

/**
 * The code index of a workspace. It keeps no text: which terms, as numbers, are in which lines of which file. It does
 * nothing before it is first asked to {@link build} or {@link search}; from then on it follows what it is told by
 * {@link touch} and {@link rulesChanged}. One file is read at a time, in slices that let others have their turn.
 */
export class CodeIndex implements Disposable {
  readonly #parts: CodeIndexParts;
  readonly #kept: KeptShards;
  readonly #slices: Slices;
  readonly #embeddings: Embeddings | undefined;
  readonly #changed = createEmitter<CodeIndexState>();
  readonly #touched = new Set<string>();
  /** Everything that writes waits for what was begun before. */
  #queue: Promise<void> = Promise.resolve();
  /** What was begun before the index was deleted, or before the window closed, is not done any more. */
  #epoch = 0;
  #sweeping: AbortController | undefined;
  #first: Promise<void> | undefined;
  #timer: Disposable | undefined;
  #rulesTimer: Disposable | undefined;
  #progress: { done: number; total: number } | undefined;
  #purgedMs = -Infinity;
  #isPaused = false;

  /** Fires when {@link state} is another one. */
  readonly onDidChange: Event<CodeIndexState> = this.#changed.event;

  constructor(parts: CodeIndexParts) {
    this.#parts = parts;
    this.#kept = new KeptShards(parts.folder, parts.isRunning);
    this.#slices = new Slices(parts);
    this.#embeddings = parts.embedder && this.#openEmbeddings(parts.embedder);
  }

  /** What it is doing, and what there is. */
  state(): CodeIndexState {
    if (this.#progress !== undefined) return { kind: "building", ...this.#progress };
    if (this.#isPaused) return { kind: "paused" };
    const { files, chunks } = this.#kept.set.count();
    if (files === 0 && !this.#kept.isComplete) return { kind: "off" };
    const embedded = this.#embeddings?.state();
    return { kind: "ready", files, chunks, bytes: this.#kept.bytes, ...(embedded && { embedded }) };
  }

  /** Looks at every file of the workspace, and reads those that are not as they were. Resolves when done or paused. */
  build(): Promise<void> {
    this.#isPaused = false;
    this.#first = this.#run(() => this.#sweep({ isShown: true }));
    return this.#first;
  }

  /**
   * The code that says most of what is asked. The first question of a workspace waits until its index is built, unless it
   * is paused, or that is enough for whoever asks; any other is answered from what there is, while the files are looked at
   * again.
   */
  async search(question: string, options: FindOptions): Promise<readonly FoundCode[]> {
    if (!this.#parts.isAllowed()) return [];
    const { signal, enough = signal } = options;
    const noLonger = AbortSignal.any([signal, enough]);
    await untilAborted(this.#opened(), noLonger);
    if (!this.#kept.isBuilder) await untilAborted(this.#follow(), noLonger);
    if (this.#kept.isBuilder && !this.#isPaused) this.#embeddings?.retry();
    const nearest = this.#nearest(question, noLonger);
    const shards = await this.#shards();
    const onStale = (uri: string): void => {
      this.#lookAgain(uri);
    };
    const places = { shards, nearest: await nearest };
    return findCode(question, places, { ...this.#parts, onStale }, options);
  }

  /** Looks which model there is that turns code into numbers; {@link state} tells from then on. */
  async lookForModel(): Promise<void> {
    await this.#embeddings?.look();
  }

  /** Stops looking at files until {@link resume}; what there is can be searched. */
  pause(): void {
    this.#isPaused = true;
    this.#sweeping?.abort();
    this.#embeddings?.stop();
    this.#fire();
  }

  /** Goes on where it was paused: what was read is not read again. */
  resume(): Promise<void> {
    return this.build();
  }

  /** Stops, removes everything that is kept, and says how many bytes that were. Nothing starts until it is asked again. */
  async delete(): Promise<number> {
    this.#stop();
    let freed = 0;
    await this.#run(async () => {
      freed = await this.#kept.deleteAll();
    });
    this.#isPaused = false;
    this.#fire();
    return freed;
  }

  /** A file or folder was made, changed or removed. Heard only once the index is in use. */
  touch(uri: string): void {
    this.#embeddings?.changed(uri);
    this.#lookAgain(uri);
  }

  /** The path rules may be others: what they exclude now is taken out, within a minute. No answer has it from now on. */
  rulesChanged(): void {
    if (this.#first === undefined) return;
    const early = this.#purgedMs + purgeEveryMs - this.#parts.clock();
    this.#rulesTimer ??= this.#parts.later(Math.max(settleMs, early), () => {
      this.#rulesTimer = undefined;
      void this.#run(() => this.#purge());
    });
  }

  dispose(): void {
    this.#stop();
    this.#kept.release();
  }

  #stop(): void {
    this.#epoch += 1;
    this.#sweeping?.abort();
    this.#embeddings?.stop();
    this.#first = undefined;
    this.#touched.clear();
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#rulesTimer?.dispose();
    this.#rulesTimer = undefined;
  }

  #lookAgain(uri: string): void {
    if (this.#first === undefined || this.#isPaused) return;
    this.#touched.add(uri);
    this.#timer ??= this.#parts.later(settleMs, () => {
      this.#timer = undefined;
      void this.#run(() => this.#readTouched());
    });
  }

  #openEmbeddings(embedder: Embedder): Embeddings {
    return new Embeddings({
      ...this.#parts,
      ...{ embedder, kept: this.#kept, slices: this.#slices },
      run: (work) => this.#run(work),
      onChange: () => {
        this.#fire();
      },
      onStale: (uri) => {
        this.#lookAgain(uri);
      },
      onError: (error) => {
        this.#parts.log.error("The code index could not use a model", error);
      },
    });
  }

  /** Every shard, in slices: what was changed takes some milliseconds. */
  async #shards(): Promise<readonly Shard[]> {
    const shards: Shard[] = [];
    for (const shard of this.#kept.set.sealed()) {
      shards.push(shard);
      await this.#slices.breathe();
    }
    return shards;
  }

  /** What is nearest to a question by its vectors; empty without a model, or when its answer does not come at once. */
  async #nearest(text: string, signal: AbortSignal): Promise<readonly RankedChunk[]> {
    const asked = await this.#embeddings?.question(text, signal);
    if (asked === undefined) return [];
    return rankVectors(await this.#shards(), {
      question: asked.vector,
      vectorsOf: (file) => this.#kept.vectors.of(file, asked.model),
      stamp: `${this.#kept.vectors.changes} ${asked.model}`,
      count: mostLookedAt,
      slices: this.#slices,
    });
  }

  /** Makes the vectors that are missing, in the window that writes. */
  #embed(): void {
    if (this.#kept.isBuilder && !this.#isPaused && this.#first !== undefined) this.#embeddings?.start();
  }

  /** Does something once all that was begun before is done. What fails pauses the index, which says so. */
  #run(work: () => Promise<void>): Promise<void> {
    const epoch = this.#epoch;
    this.#queue = this.#queue.then(async () => {
      if (epoch !== this.#epoch) return;
      try {
        await work();
      } catch (error) {
        this.#parts.log.error("The code index could not go on", error);
        this.#progress = undefined;
        this.pause();
      }
    });
    return this.#queue;
  }

  /** Reads what is kept, and has the files looked at. Resolves when a question can be answered. */
  async #opened(): Promise<void> {
    if (this.#first === undefined) {
      const reading = this.#run(() => this.#kept.sync(this.#slices));
      this.#first = this.#run(() => this.#sweep({ isShown: false }));
      await reading;
    }
    if (!this.#kept.isComplete && !this.#isPaused) await this.#first;
  }

  /** Reads what another window has written, and takes its place once it is gone. */
  async #follow(): Promise<void> {
    await this.#run(() => this.#kept.sync(this.#slices));
    this.#fire();
    void this.#run(() => this.#sweep({ isShown: false }));
  }

  async #sweep({ isShown }: { readonly isShown: boolean }): Promise<void> {
    const { files, isAllowed } = this.#parts;
    if (!isAllowed() || this.#isPaused || !(await this.#kept.becomeBuilder())) return;
    await this.#kept.sync(this.#slices);
    const stop = new AbortController();
    this.#sweeping = stop;
    try {
      const uris = await files.list();
      const listed = new Set(uris);
      for (const uri of this.#kept.set.uris()) if (!listed.has(uri)) this.#kept.set.remove(uri);
      if (isShown || !this.#kept.isComplete) {
        this.#progress = { done: 0, total: uris.length };
        this.#fire();
      }
      await this.#read(uris, stop.signal);
      if (!stop.signal.aborted && this.#kept.isBuilder) await this.#kept.complete();
    } finally {
      this.#sweeping = undefined;
      this.#progress = undefined;
      this.#embed();
      this.#fire();
    }
  }

  /** Looks at files, one after the other, and keeps what has changed. */
  async #read(uris: readonly string[], signal: AbortSignal): Promise<void> {
    const { set } = this.#kept;
    const reader = { ...this.#parts, slices: this.#slices, counter: new TermCounter() };
    for (const [index, uri] of uris.entries()) {
      if (signal.aborted) break;
      const reading = await readFileTerms(uri, set.file(uri), reader);
      if (reading.kind === "excluded") set.remove(uri);
      else if (reading.kind === "touched") set.touch(reading.file);
      else if (reading.kind === "read") set.put(reading.entry);
      this.#report(index + 1);
      if (reading.kind === "read" && !(await this.#kept.save("full", this.#slices))) return;
      await this.#slices.breathe();
    }
    // Of an index that was deleted meanwhile nothing is written any more.
    if (this.#first !== undefined) await this.#kept.save("all", this.#slices);
  }

  #report(done: number): void {
    if (this.#progress === undefined) return;
    this.#progress = { ...this.#progress, done };
    if (done % reportEvery === 0) this.#fire();
  }

  async #readTouched(): Promise<void> {
    const touched = [...this.#touched];
    this.#touched.clear();
    if (!this.#kept.isBuilder || this.#isPaused) return;
    const { files } = this.#parts;
    const stats = await Promise.all(touched.slice(0, mostTouched).map((uri) => this.#look(uri)));
    // What is in a folder that was made or moved nobody tells.
    if (touched.length > mostTouched || stats.some((stat) => stat?.kind === "folder"))
      return this.#sweep({ isShown: false });
    const { set } = this.#kept;
    const known = set
      .uris()
      .filter((uri) => touched.some((each) => uri === each || uri.startsWith(`${each}/`)));
    const added = touched.filter((uri, index) => stats[index] !== undefined && set.file(uri) === undefined);
    const listed = added.length === 0 ? [] : await files.list(added);
    await this.#read([...known, ...listed], new AbortController().signal);
    this.#embed();
    this.#fire();
  }

  async #look(uri: string): Promise<FileStat | undefined> {
    const { kind } = await this.#parts.guard.judgeQuietly(uri);
    return kind === "never" ? undefined : this.#parts.files.stat(uri);
  }

  async #purge(): Promise<void> {
    if (!this.#kept.isBuilder) return;
    this.#purgedMs = this.#parts.clock();
    const { set } = this.#kept;
    for (const uri of set.uris()) {
      const { kind } = await this.#parts.guard.judgeQuietly(uri);
      if (kind === "never") set.remove(uri);
      await this.#slices.breathe();
    }
    await this.#kept.save("all", this.#slices);
    this.#fire();
  }

  #fire(): void {
    this.#changed.fire(this.state());
  }
}

/** Resolves when something is done, or as soon as nobody waits for it any more. */
function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve();
      },
      { once: true },
    );
    work.then(resolve, reject);
  });
}
