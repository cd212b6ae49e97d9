import { randomUUID } from "node:crypto";
import { BuilderLock, type IsRunning } from "./builderLock.ts";
import { CodedFiles, type StoredFile } from "./codedFiles.ts";
import { IndexFolder } from "./indexFolder.ts";
import { KeptVectors } from "./keptVectors.ts";
import type { Shard } from "./shard.ts";
import { decodeShard, encodeShard } from "./shardFile.ts";
import { ShardSet } from "./shardSet.ts";
import type { Slices } from "./slices.ts";

const ending = ".shard";

/** The shards in memory and on the disk, where one window of a workspace writes and the others read. */
export class KeptShards {
  readonly set = new ShardSet(() => randomUUID() + ending);
  readonly vectors: KeptVectors;
  readonly #store: CodedFiles<Shard>;
  readonly #folder: IndexFolder;
  readonly #lock: BuilderLock;
  readonly #stored = new Map<string, StoredFile>();
  #isBuilder = false;
  #isComplete = false;

  constructor(folder: string, isRunning?: IsRunning) {
    this.#store = new CodedFiles(folder, { ending, encode: encodeShard, decode: decodeShard });
    this.#folder = new IndexFolder(folder);
    this.vectors = new KeptVectors(folder);
    this.#lock = new BuilderLock(folder, isRunning);
  }

  /** Whether this window is the one that writes. */
  get isBuilder(): boolean {
    return this.#isBuilder;
  }

  /** Whether every file was looked at once. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return [...this.#stored.values()].reduce((sum, { bytes }) => sum + bytes, this.vectors.bytes);
  }

  /** Becomes the window that writes, unless another one is; `true` when it is. Throws when the disk will not have it. */
  async becomeBuilder(): Promise<boolean> {
    if (this.#isBuilder && this.#lock.isHeld()) return true;
    this.#isBuilder = this.#lock.take();
    if (this.#isBuilder) await this.#folder.tidy();
    return this.#isBuilder;
  }

  /** Reads what is on the disk and not here yet, and drops what is gone there. A damaged shard is removed by who writes. */
  async sync(slices: Slices): Promise<void> {
    const stored = new Map((await this.#store.list()).map((each) => [each.name, each]));
    this.#isComplete = await this.#folder.isComplete();
    for (const name of this.#stored.keys()) if (!stored.has(name)) this.#forget(name);
    for (const [name, found] of stored) {
      if (this.#stored.get(name)?.stamp === found.stamp) continue;
      const shard = await this.#store.read(name);
      this.#forget(name);
      if (shard !== undefined) {
        this.#stored.set(name, found);
        this.set.load(name, shard);
      } else if (this.#isBuilder) await this.#store.remove(name);
      await slices.breathe();
    }
    await this.vectors.sync([...this.#stored.keys()], slices, this.#isBuilder);
    this.#keepCurrent();
  }

  /**
   * Writes what has changed: full shards, or all. `false`: another window writes now, or the index was deleted there, and
   * nothing was written.
   */
  async save(which: "full" | "all", slices: Slices): Promise<boolean> {
    for (const name of this.set.changed(which)) {
      await slices.breathe();
      if (!this.#mayWrite()) return false;
      const shard = this.set.take(name);
      if (shard === undefined) await this.#remove(name);
      else await this.#write(name, shard);
      await this.vectors.save(name, shard?.files ?? []);
    }
    this.#keepCurrent();
    return true;
  }

  /** Writes the vectors of a shard that is stored. Does nothing where another window writes, or all was deleted. */
  async saveVectors(name: string): Promise<void> {
    if (this.#stored.has(name) && this.#mayWrite()) await this.vectors.save(name, this.set.filesOf(name));
  }

  /** Says that every file was looked at. */
  async complete(): Promise<void> {
    await this.#folder.complete();
    this.#isComplete = true;
  }

  /** Removes everything, here and on the disk, and says how many bytes that were. */
  async deleteAll(): Promise<number> {
    for (const name of this.set.names()) this.set.unload(name);
    this.vectors.clear();
    this.#stored.clear();
    this.#isBuilder = false;
    this.#isComplete = false;
    return this.#folder.deleteAll();
  }

  /** Lets another window write. */
  release(): void {
    this.#isBuilder = false;
    this.#lock.release();
  }

  #mayWrite(): boolean {
    if (!this.#lock.isHeld()) this.#isBuilder = false;
    return this.#isBuilder;
  }

  /** What is not indexed any more has no vectors either. */
  #keepCurrent(): void {
    this.vectors.keepOnly((uri) => this.set.file(uri)?.digest);
  }

  #forget(name: string): void {
    this.#stored.delete(name);
    this.set.unload(name);
  }

  async #write(name: string, shard: Shard): Promise<void> {
    const written = await this.#store.write(name, shard);
    if (written !== undefined) this.#stored.set(name, written);
  }

  async #remove(name: string): Promise<void> {
    this.#stored.delete(name);
    await this.#store.remove(name);
  }
}
