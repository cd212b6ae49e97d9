import type { PathGuard } from "../pathGuard.ts";
import type { SliceParts } from "./slices.ts";

/** What a file's entry in its file system says. */
export type FileStat = {
  readonly kind: "file" | "folder";
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
};

/** The files of the workspace as the index needs them. Every URI is given and returned as text. */
export type IndexFiles = {
  /**
   * The files of the workspace without those that the editor's settings and `.gitignore` leave out; of `only` those among
   * them. Rejects when that cannot be told.
   */
  list(only?: readonly string[]): Promise<readonly string[]>;
  /** What is at a place; `undefined`: nothing, or neither a file nor a folder. Links are followed. */
  stat(uri: string): Promise<FileStat | undefined>;
  /** The bytes of a file; `undefined` when it cannot be read or has more than the limit. */
  read(uri: string, limitBytes: number): Promise<Uint8Array | undefined>;
  /** Whether a file is in a folder of the workspace, by its name. */
  isInWorkspace(uri: string): boolean;
  /** The path as a person knows it. */
  path(uri: string): string;
};

/** What reading for the index needs: everything is judged before it is read. */
export type ReadingParts = SliceParts & {
  readonly files: IndexFiles;
  readonly guard: Pick<PathGuard, "judgeQuietly">;
};
