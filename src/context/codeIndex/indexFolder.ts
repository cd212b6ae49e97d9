import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unfinished } from "./codedFiles.ts";

/** Says that every file was looked at once: until then an index knows only a part of the project. */
const completeName = "complete";
/** The files that hold something of the workspace. */
const isKept = /\.(?:shard|vectors)$/;

/** The folder in which the index of one workspace is kept. */
export class IndexFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
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
    await Promise.all(left.map((name) => rm(join(this.#folder, name), { force: true })));
  }

  /** Removes the folder with all that is in it, and says how many bytes of the workspace's were kept there. */
  async deleteAll(): Promise<number> {
    const kept = (await this.#names()).filter((name) => isKept.test(name));
    const sizes = kept.map(async (name) =>
      stat(join(this.#folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await rm(this.#folder, { recursive: true, force: true });
    return bytes;
  }

  async #names(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(() => []);
  }
}
