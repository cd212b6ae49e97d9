import { open, rm } from "node:fs/promises";

/** How writing is watched and ended. */
export type Writing = {
  readonly signal: AbortSignal;
  /** Told now and then how many lines are written. */
  readonly onProgress: (lines: number) => void;
};

/** Characters that are gathered before they are written. */
const pieceLength = 64 * 1024;

/**
 * Writes lines into a new file that the user alone can read, and returns how many; `undefined` when the signal ended it.
 * Whatever ends it early, nothing is left behind. Throws when the disk will not take it.
 */
export async function writeLines(
  path: string,
  lines: AsyncIterable<string>,
  { signal, onProgress }: Writing,
): Promise<number | undefined> {
  const file = await open(path, "wx", 0o600);
  let count = 0;
  let isWhole = false;
  try {
    let piece = "";
    for await (const line of lines) {
      if (signal.aborted) return undefined;
      piece += line;
      count += 1;
      if (piece.length < pieceLength) continue;
      await file.write(piece);
      piece = "";
      onProgress(count);
    }
    await file.write(piece);
    isWhole = true;
    return count;
  } finally {
    await file.close();
    if (!isWhole) await rm(path, { force: true });
  }
}
