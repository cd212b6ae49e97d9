import { openShard, sealShard, type FileTerms, type IndexedFile, type Shard } from "./shard.ts";

/** A shard takes no further file once it has so many chunks and files: making it searchable takes about 5 ms. */
const fullAt = 200;

/** A shard in memory: sealed, or open with what was changed in it, or both while nothing was changed since. */
type Live = {
  sealed: Shard | undefined;
  open: Map<string, FileTerms> | undefined;
  /** Chunks and files. */
  size: number;
  isChanged: boolean;
};

/** The shards of an index, and which file is in which. A file stays where it is when it is put again. */
export class ShardSet {
  readonly #shards = new Map<string, Live>();
  readonly #files = new Map<string, { readonly shard: string; readonly file: IndexedFile }>();
  readonly #newName: () => string;
  #filling: string | undefined;

  constructor(newName: () => string) {
    this.#newName = newName;
  }

  /** What is known of a file. */
  file(uri: string): IndexedFile | undefined {
    return this.#files.get(uri)?.file;
  }

  /** Every file there is. */
  uris(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** Every file as it is known. */
  *files(): Generator<IndexedFile> {
    for (const { file } of this.#files.values()) yield file;
  }

  /** How many files and chunks there are; a file without chunks is only remembered as one without text. */
  count(): { readonly files: number; readonly chunks: number } {
    let files = 0;
    let chunks = 0;
    for (const { file } of this.#files.values()) {
      files += file.chunks.length > 0 ? 1 : 0;
      chunks += file.chunks.length;
    }
    return { files, chunks };
  }

  /** Puts a shard as it was stored. Of a file that is in another one already only that one counts. */
  load(name: string, shard: Shard): void {
    this.unload(name);
    const size = shard.files.reduce((sum, file) => sum + sizeOf(file), 0);
    const live: Live = { sealed: shard, open: undefined, size, isChanged: false };
    this.#shards.set(name, live);
    for (const file of shard.files) {
      if (this.#files.has(file.uri)) this.#takeOut(live, file);
      else this.#files.set(file.uri, { shard: name, file });
    }
  }

  /** Lets go of a shard and the files in it. */
  unload(name: string): void {
    const live = this.#shards.get(name);
    if (live === undefined) return;
    this.#shards.delete(name);
    for (const { uri } of sealedOf(live).files)
      if (this.#files.get(uri)?.shard === name) this.#files.delete(uri);
  }

  /** The names of the shards there are. */
  names(): readonly string[] {
    return [...this.#shards.keys()];
  }

  /** Puts a file in the place of what was known of it. */
  put(entry: FileTerms): void {
    const { file } = entry;
    const name = this.#files.get(file.uri)?.shard ?? this.#nameToFill();
    this.remove(file.uri);
    const live = this.#live(name);
    opened(live).set(file.uri, entry);
    live.size += sizeOf(file);
    this.#files.set(file.uri, { shard: name, file });
  }

  /** Takes note that a file was looked at again and is as it was. */
  touch(file: IndexedFile): void {
    const name = this.#files.get(file.uri)?.shard;
    const live = name === undefined ? undefined : this.#shards.get(name);
    const entry = live && opened(live).get(file.uri);
    if (name !== undefined && entry !== undefined) this.put({ ...entry, file });
  }

  /** Takes a file out. */
  remove(uri: string): void {
    const known = this.#files.get(uri);
    const live = known && this.#shards.get(known.shard);
    if (known === undefined || live === undefined) return;
    this.#files.delete(uri);
    this.#takeOut(live, known.file);
  }

  /** The files of a shard; none where it is gone. */
  filesOf(name: string): readonly IndexedFile[] {
    const live = this.#shards.get(name);
    return live === undefined ? [] : sealedOf(live).files;
  }

  /** Every shard, searchable, one at each step: what was changed takes some milliseconds. */
  *sealed(): Generator<Shard> {
    for (const live of this.#shards.values()) yield sealedOf(live);
  }

  /** The shards that are not as they were stored; a full one only, or all of them. */
  changed(which: "full" | "all"): readonly string[] {
    return [...this.#shards].flatMap(([name, live]) =>
      live.isChanged && (which === "all" || live.size >= fullAt) ? [name] : [],
    );
  }

  /** A shard to be stored; `undefined`: nothing is left in it. It counts as stored from now on. */
  take(name: string): Shard | undefined {
    const live = this.#shards.get(name);
    if (live === undefined) return undefined;
    const shard = sealedOf(live);
    live.isChanged = false;
    live.open = undefined;
    if (shard.files.length > 0) return shard;
    this.unload(name);
    return undefined;
  }

  #takeOut(live: Live, file: IndexedFile): void {
    opened(live).delete(file.uri);
    live.size -= sizeOf(file);
  }

  #nameToFill(): string {
    const size = this.#shards.get(this.#filling ?? "")?.size ?? fullAt;
    this.#filling = this.#filling === undefined || size >= fullAt ? this.#newName() : this.#filling;
    return this.#filling;
  }

  #live(name: string): Live {
    const known = this.#shards.get(name);
    if (known !== undefined) return known;
    const made: Live = { sealed: undefined, open: new Map(), size: 0, isChanged: true };
    this.#shards.set(name, made);
    return made;
  }
}

function sizeOf({ chunks }: IndexedFile): number {
  return chunks.length + 1;
}

/** The files of a shard, to be changed. */
function opened(live: Live): Map<string, FileTerms> {
  live.open ??= new Map(
    openShard(live.sealed ?? sealShard([])).map((entry) => [entry.file.uri, entry] as const),
  );
  live.sealed = undefined;
  live.isChanged = true;
  return live.open;
}

function sealedOf(live: Live): Shard {
  live.sealed ??= sealShard([...(live.open?.values() ?? [])]);
  return live.sealed;
}
