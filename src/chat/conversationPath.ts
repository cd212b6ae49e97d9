import { basename, join } from "node:path";

const extension = ".jsonl";

/** Where a conversation's file is; `undefined` for an id that somebody made up: it must not lead anywhere else. */
export function conversationPath(folder: string, id: string): string | undefined {
  return /^[\w-]{1,64}$/.test(id) ? join(folder, id + extension) : undefined;
}

/** The id that a file is named after; `undefined` when it is named after none. */
export function conversationIdOf(path: string): string | undefined {
  const id = basename(path, extension);
  return path.endsWith(extension) && conversationPath("", id) !== undefined ? id : undefined;
}
