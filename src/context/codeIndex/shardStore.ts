import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeShard, encodeShard } from "./shardFile.ts";
import type { Shard } from "./shard.ts";

/** A shard's file as it is now: another stamp, another content. */
export type StoredShard = { readonly name: string; readonly stamp: string; readonly bytes: number };

const isShardName = /^[\w-]{1,64}\.shard$/;
const unfinished = ".tmp";
/** Says that every file was looked at once: until then an index knows only a part of the project. */
const completeName = "complete";

/** The shards of one workspace, a file each in a folder that only the user can read. */
export class ShardStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A name for a shard that is new. */
  static newName(): string {
    return `${randomUUID()}.shard`;
  }

  /** The shards there are. None where there is no folder. */
  async list(): Promise<readonly StoredShard[]> {
    const names = (await this.#names()).filter((name) => isShardName.test(name));
    const found = await Promise.all(names.map((name) => this.#look(name)));
    return found.filter((each) => each !== undefined);
  }

  /** Reads a shard; `undefined` when it is gone or damaged. */
  async read(name: string): Promise<Shard | undefined> {
    try {
      return decodeShard(await readFile(join(this.#folder, name)));
    } catch {
      return undefined;
    }
  }

  /** Writes a shard in the place of what had its name, whole or not at all. */
  async write(name: string, shard: Shard): Promise<StoredShard | undefined> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, name);
    await writeFile(path + unfinished, Buffer.concat(encodeShard(shard)), { mode: 0o600 });
    await rename(path + unfinished, path);
    return this.#look(name);
  }

  /** Removes a shard. */
  async remove(name: string): Promise<void> {
    await rm(join(this.#folder, name), { force: true });
  }

  /** Whether every file was looked at once. */
  async isComplete(): Promise<boolean> {
    return (await this.#names()).includes(completeName);
  }

  /** Says that every file was looked at. */
  async complete(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.#folder, completeName), "", { mode: 0o600 });
  }

  /** Removes what a window left half written. Only for who builds. */
  async tidy(): Promise<void> {
    const left = (await this.#names()).filter((name) => name.endsWith(unfinished));
    await Promise.all(left.map((name) => this.remove(name)));
  }

  /** Removes the folder with all that is in it, and says how many bytes the shards had. */
  async deleteAll(): Promise<number> {
    const bytes = (await this.list()).reduce((sum, each) => sum + each.bytes, 0);
    await rm(this.#folder, { recursive: true, force: true });
    return bytes;
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(() => []);
  }

  async #look(name: string): Promise<StoredShard | undefined> {
    try {
      const { mtimeMs, size, ino } = await stat(join(this.#folder, name));
      return { name, stamp: `${ino} ${mtimeMs} ${size}`, bytes: size };
    } catch {
      return undefined;
    }
  }
}
