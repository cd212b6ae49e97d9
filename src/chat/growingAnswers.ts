import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where what there is of answers is kept for the conversations of a folder. */
export function growingFolder(folder: string): string {
  return join(folder, "growing");
}

/**
 * What there is of answers that are still being made, a file for each conversation, written over as they grow: an editor that
 * crashes takes nothing along that was there some seconds before. They are readable by the user alone.
 */
export class GrowingAnswers {
  readonly #folder: string;
  /** Conversations of which this window has written one. */
  readonly #written = new Set<string>();
  /** Of these, those whose answer has ended. */
  readonly #ended = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Keeps a line in the place of the one before. It may fail: the answer itself is kept when it ends. */
  keep(id: string, line: string): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(`${this.#path(id)}.new`, line, { mode: 0o600 });
      renameSync(`${this.#path(id)}.new`, this.#path(id));
      this.#written.add(id);
      this.#ended.delete(id);
    } catch {
      // Nobody can do anything about it now, and it is tried again as the answer grows.
    }
  }

  /** Its answer grows no more. It stays until {@link dropEnded}: whether the whole was saved is another question. */
  end(id: string): void {
    if (this.#written.has(id)) this.#ended.add(id);
  }

  /** Forgets it when its answer has ended: all of that is in the file of its conversation. */
  dropEnded(id: string): void {
    if (!this.#ended.delete(id)) return;
    this.#written.delete(id);
    rmSync(this.#path(id), { force: true });
  }

  /** The line that a window left which did not end as it should, and forgets it; `undefined`: none did. */
  takeLeft(id: string): string | undefined {
    if (this.#written.has(id)) return undefined;
    try {
      const line = readFileSync(this.#path(id), "utf8");
      rmSync(this.#path(id), { force: true });
      return line;
    } catch {
      return undefined;
    }
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
