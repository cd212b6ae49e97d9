import {
  closeSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** Writes bytes at the end of an open file and says how many; `fs.writeSync` but for tests of a full disk. */
export type WriteBytes = (file: number, bytes: Uint8Array) => number;

/** A file as it was last written: its name, its identity and its bytes. */
export type FileState = { readonly name: string; readonly inode: number; readonly size: number };

/** Whether nobody else has written, replaced or removed a file below `folder` since it was in this state. */
export function isUntouched(folder: string, { name, inode, size }: FileState): boolean {
  const found = statSync(join(folder, name), { throwIfNoEntry: false });
  return found !== undefined && found.ino === inode && found.size === size;
}

/** Whether a file opens anew or takes up one that was let go of. */
type Opening = { readonly name: string; readonly fresh: boolean };

/** A file of lines that only ever grows by whole lines, readable by the user alone. */
export class AppendFile {
  readonly name: string;
  readonly #file: number;
  readonly #inode: number;
  readonly #write: WriteBytes;
  #size: number;

  private constructor(name: string, file: number, write: WriteBytes) {
    const { ino, size } = fstatSync(file);
    this.name = name;
    this.#file = file;
    this.#inode = ino;
    this.#size = size;
    this.#write = write;
  }

  /** Opens a file below `folder`, which is made if need be. Throws when it cannot, also for a fresh name that is taken. */
  static open(folder: string, { name, fresh }: Opening, write: WriteBytes = writeSync): AppendFile {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = new AppendFile(name, openSync(join(folder, name), fresh ? "ax" : "a", 0o600), write);
    if (fresh) flushFolder(folder);
    return file;
  }

  get state(): FileState {
    return { name: this.name, inode: this.#inode, size: this.#size };
  }

  /**
   * Adds a line whole or not at all: what a failed write left behind is cut off again. Throws when the disk will not
   * take it, and with `isWhole` false when not even that could be undone: then nothing may follow in this file.
   */
  append(line: string, { flush }: { readonly flush: boolean }): void {
    const bytes = Buffer.from(line);
    try {
      for (let done = 0; done < bytes.length;) done += this.#write(this.#file, bytes.subarray(done));
      if (flush) this.flush();
    } catch (error) {
      throw new AppendError(this.#undo(), error);
    }
    this.#size += bytes.length;
  }

  /** Has everything on the disk before it returns. */
  flush(): void {
    fdatasyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #undo(): boolean {
    try {
      ftruncateSync(this.#file, this.#size);
      return true;
    } catch {
      return false;
    }
  }
}

/** A new name is on the disk once its folder is; Windows and some file systems flush no folders. */
function flushFolder(folder: string): void {
  try {
    const opened = openSync(folder, "r");
    try {
      fsyncSync(opened);
    } finally {
      closeSync(opened);
    }
  } catch {
    // The record itself is flushed; its name is as safe as this file system makes it.
  }
}

/** A line that could not be added. */
export class AppendError extends Error {
  /** Whether the file ends with a whole line all the same. */
  readonly isWhole: boolean;

  constructor(isWhole: boolean, cause: unknown) {
    super("A line could not be added", { cause });
    this.isWhole = isWhole;
  }
}
