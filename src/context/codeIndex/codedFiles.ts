import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { oneByOne } from "../../base/oneByOne.ts";

/** A file as it is now: another stamp, another content. */
export type StoredFile = { readonly name: string; readonly stamp: string; readonly bytes: number };

/** A kind of file: what its names end in, how it is written down, and how it is read. */
export type FileCode<T> = {
  readonly ending: string;
  readonly encode: (content: T) => readonly Uint8Array[];
  /** `undefined`: it is damaged, or was written by another version. */
  readonly decode: (bytes: Uint8Array) => T | undefined;
};

const isName = /^[\w-]{1,64}\.\w+$/;
/** What the name of a file that is being written ends in. */
export const unfinished = ".tmp";

/**
 * The files of one kind in a folder that only the user can read, each written whole or not at all. What is written or removed
 * at once is done in the order in which it was asked for: the last one counts.
 */
export class CodedFiles<T> {
  readonly #folder: string;
  readonly #code: FileCode<T>;
  readonly #oneByOne = oneByOne();

  constructor(folder: string, code: FileCode<T>) {
    this.#folder = folder;
    this.#code = code;
  }

  /** Those there are. None where there is no folder. */
  async list(): Promise<readonly StoredFile[]> {
    const all: readonly string[] = await readdir(this.#folder).catch(() => []);
    const names = all.filter((name) => isName.test(name) && name.endsWith(this.#code.ending));
    const found = await Promise.all(names.map((name) => this.#look(name)));
    return found.filter((each) => each !== undefined);
  }

  /** Reads one; `undefined` when it is gone or damaged. */
  async read(name: string): Promise<T | undefined> {
    try {
      return this.#code.decode(await readFile(join(this.#folder, name)));
    } catch {
      return undefined;
    }
  }

  /** Writes one in the place of what had its name. */
  write(name: string, content: T): Promise<StoredFile | undefined> {
    return this.#oneByOne(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const path = join(this.#folder, name);
      await writeFile(path + unfinished, Buffer.concat(this.#code.encode(content)), { mode: 0o600 });
      await rename(path + unfinished, path);
      return this.#look(name);
    });
  }

  /** Removes one. */
  remove(name: string): Promise<void> {
    return this.#oneByOne(() => rm(join(this.#folder, name), { force: true }));
  }

  async #look(name: string): Promise<StoredFile | undefined> {
    try {
      const { mtimeMs, size, ino } = await stat(join(this.#folder, name));
      return { name, stamp: `${ino} ${mtimeMs} ${size}`, bytes: size };
    } catch {
      return undefined;
    }
  }
}
