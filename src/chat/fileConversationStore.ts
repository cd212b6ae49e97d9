import { createHash } from "node:crypto";
import { appendFile, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../base/logger.ts";
import { eventLine, headerLine, readConversation, type ReadConversation } from "./conversationFile.ts";
import type { ConversationStore } from "./conversationStore.ts";

async function newestFirst(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"));
  const dated = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      changedMs: (await stat(join(folder, name))).mtimeMs,
    })),
  );
  return dated.sort((a, b) => b.changedMs - a.changedMs).map(({ path }) => path);
}

async function readLatest(folder: string): Promise<ReadConversation | undefined> {
  for (const path of await newestFirst(folder)) {
    const read = readConversation(await readFile(path, "utf8"));
    if (read.ok) return read.value;
  }
  return undefined;
}

/** The last line of an earlier session or a failed write may lack its end; an empty line is nothing to a reader. */
const afterCrash = "\n";

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Folders are named by a hash: a workspace's address may be long and hold anything. */
function folderName(workspace: string): string {
  return createHash("sha256").update(workspace).digest("hex").slice(0, 16);
}

/** Keeps each conversation of a workspace in a file of its own below `storage`, readable by the user alone. */
export function createFileConversationStore(
  storage: string,
  workspace: string,
  log: Logger,
): ConversationStore {
  const folder = join(storage, "conversations", folderName(workspace));
  const started = new Set<string>();
  let queue = Promise.resolve();
  const write = async (id: string, line: string): Promise<void> => {
    const path = join(folder, `${id}.jsonl`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const start = started.has(id) ? "" : (await sizeOf(path)) === 0 ? headerLine(id) : afterCrash;
    await appendFile(path, start + line, { mode: 0o600 });
    started.add(id);
  };
  return {
    latest: () => readLatest(folder).catch(() => undefined),
    append: (id, event) => {
      queue = queue
        .then(() => write(id, eventLine(event)))
        .catch((error: unknown) => {
          started.delete(id);
          log.error("A conversation could not be written", error);
        });
    },
    flushed: () => queue,
  };
}
