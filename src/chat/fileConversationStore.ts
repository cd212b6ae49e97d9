import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { conversationTitle } from "./conversation.ts";
import { eventLine, headerLine, readConversation, type ReadConversation } from "./conversationFile.ts";
import type { ConversationLookup, ConversationStore } from "./conversationStore.ts";
import { OpenConversations, type IsRunning } from "./openConversations.ts";

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

/** An id comes back from a store that anybody may have changed: it must not lead anywhere else. */
function fileOf(folder: string, id: string): string | undefined {
  return /^[\w-]{1,64}$/.test(id) ? join(folder, `${id}.jsonl`) : undefined;
}

async function readTitle(folder: string, id: string): Promise<string | undefined> {
  const path = fileOf(folder, id);
  if (path === undefined) return undefined;
  const read = readConversation(await readFile(path, "utf8"));
  return read.ok ? conversationTitle(read.value.conversation) || undefined : undefined;
}

/** The last line of an earlier session or a failed write may lack its end; an empty line is nothing to a reader. */
const afterCrash = "\n";

/** Folders are named by a hash: a workspace's address may be long and hold anything. */
function folderName(workspace: string): string {
  return createHash("sha256").update(workspace).digest("hex").slice(0, 16);
}

/**
 * Keeps each conversation of a workspace in a file of its own below `storage`, readable by the user alone. Events are
 * few and are written at once, so that the last one is there even when the window closes right after it.
 */
export function createFileConversationStore(
  storage: string,
  workspace: string,
  onFailure: (error: unknown) => void,
  isRunning?: IsRunning,
): ConversationStore & ConversationLookup {
  const folder = join(storage, "conversations", folderName(workspace));
  const open = new OpenConversations(join(folder, "open"), isRunning);
  const started = new Set<string>();
  const write = (id: string, line: string): void => {
    // Before the file is there: what was not saved counts as open by itself.
    open.hold(id);
    try {
      const path = join(folder, `${id}.jsonl`);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const start = started.has(id) ? "" : existsSync(path) ? afterCrash : headerLine(id);
      appendFileSync(path, start + line, { mode: 0o600 });
      started.add(id);
    } catch (error) {
      started.delete(id);
      onFailure(error);
    }
  };
  return {
    latest: async () => {
      const latest = await readLatest(folder).catch(() => undefined);
      if (latest !== undefined && open.own === undefined) open.hold(latest.conversation.id);
      return latest;
    },
    begin: (id) => {
      if (!started.has(id)) write(id, "");
    },
    append: (id, event) => {
      write(id, eventLine(event));
    },
    title: (id) => readTitle(folder, id).catch(() => undefined),
    mayBeOpen: (id) => mayBeOpen(folder, id, open).catch(() => true),
  };
}

async function mayBeOpen(folder: string, id: string, open: OpenConversations): Promise<boolean> {
  const path = fileOf(folder, id);
  if (path === undefined || !existsSync(path)) return true;
  const latest = await readLatest(folder);
  // Who opens the most recent one meanwhile has said so by now.
  return latest === undefined || latest.conversation.id === id || (await open.all()).has(id);
}
