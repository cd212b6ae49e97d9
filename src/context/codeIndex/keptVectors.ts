import { CodedFiles, type StoredFile } from "./codedFiles.ts";
import type { ChunkVectors } from "./chunkVectors.ts";
import type { IndexedFile } from "./shard.ts";
import type { Slices } from "./slices.ts";
import { decodeVectors, encodeVectors, type StoredVectors } from "./vectorFile.ts";

type Kept = { readonly digest: string; readonly model: string; readonly vectors: ChunkVectors };

const ending = ".vectors";

/**
 * The vectors of the index, in memory by file, and on the disk in one file beside each shard. Those of a file that has
 * changed, and those of another model, are as if they were not there.
 */
export class KeptVectors {
  readonly #store: CodedFiles<StoredVectors>;
  readonly #stored = new Map<string, StoredFile>();
  readonly #files = new Map<string, Kept>();
  #changes = 0;
  /** The model that made what came last: what another one made is not written down any more. */
  #latest: string | undefined;

  constructor(folder: string) {
    this.#store = new CodedFiles(folder, { ending, encode: encodeVectors, decode: decodeVectors });
  }

  /** How often they have changed: while it is the same, {@link of} gives the same. */
  get changes(): number {
    return this.#changes;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return [...this.#stored.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Whether a model has made any. */
  has(model: string): boolean {
    for (const kept of this.#files.values()) if (kept.model === model) return true;
    return false;
  }

  /** The vectors of a file's chunks, if they were made by a model from the file as it is indexed. */
  of({ uri, digest, chunks }: IndexedFile, model: string): ChunkVectors | undefined {
    const kept = this.#files.get(uri);
    const isSame = kept?.digest === digest && kept.model === model;
    return isSame && kept.vectors.scales.length === chunks.length ? kept.vectors : undefined;
  }

  /** Puts vectors in the place of what was known of a file; nothing is written yet. */
  put({ uri, digest }: IndexedFile, model: string, vectors: ChunkVectors): void {
    this.#changes += 1;
    this.#latest = model;
    this.#files.set(uri, { digest, model, vectors });
  }

  /** Reads what is on the disk and not here yet. What is damaged or beside no shard is removed by who writes. */
  async sync(shards: readonly string[], slices: Slices, isBuilder: boolean): Promise<void> {
    const names = new Set(shards.map(besideShard));
    const found = new Map((await this.#store.list()).map((each) => [each.name, each]));
    for (const name of this.#stored.keys()) if (!found.has(name)) this.#stored.delete(name);
    for (const [name, file] of found) {
      if (this.#stored.get(name)?.stamp === file.stamp) continue;
      const read = names.has(name) ? await this.#store.read(name) : undefined;
      if (read !== undefined) this.#take(file, read);
      else if (isBuilder) await this.#store.remove(name);
      await slices.breathe();
    }
  }

  /** Writes those of the files of a shard; what else was beside it is gone then. */
  async save(shard: string, files: readonly IndexedFile[]): Promise<void> {
    const rows = files.flatMap((file) => {
      const kept = this.#files.get(file.uri);
      return kept?.digest === file.digest ? [{ uri: file.uri, ...kept }] : [];
    });
    const model = this.#latest ?? rows[0]?.model ?? "";
    const written = rows.filter((row) => row.model === model);
    const name = besideShard(shard);
    if (written.length > 0) {
      const stored = await this.#store.write(name, { model, files: written });
      if (stored !== undefined) this.#stored.set(name, stored);
    } else if (this.#stored.delete(name)) await this.#store.remove(name);
  }

  /** Forgets those of files that are not as they were any more, in memory. */
  keepOnly(digestOf: (uri: string) => string | undefined): void {
    for (const [uri, { digest }] of this.#files)
      if (digestOf(uri) !== digest) {
        this.#changes += 1;
        this.#files.delete(uri);
      }
  }

  /** Forgets everything; what is on the disk stays. */
  clear(): void {
    this.#changes += 1;
    this.#files.clear();
    this.#stored.clear();
  }

  #take(file: StoredFile, { model, files }: StoredVectors): void {
    this.#changes += 1;
    this.#stored.set(file.name, file);
    for (const { uri, digest, vectors } of files) this.#files.set(uri, { digest, model, vectors });
  }
}

function besideShard(shard: string): string {
  return shard.replace(/\.shard$/, ending);
}
