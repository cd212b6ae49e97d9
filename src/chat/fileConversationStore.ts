import { createHash } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { readdir, readFile, stat, utimes } from "node:fs/promises";
import { basename, join } from "node:path";
import { err, ok, type Result } from "../base/result.ts";
import { appendWhole } from "./appendWhole.ts";
import { conversationTitle } from "./conversation.ts";
import { eventLine, headerLine, readConversation, type ReadConversation } from "./conversationFile.ts";
import { conversationIdOf, conversationPath } from "./conversationPath.ts";
import type { ConversationLookup, ConversationPlace, ConversationStore } from "./conversationStore.ts";
import { deletedFolder } from "./deletedFolder.ts";
import { GrowingAnswers, growingFolder } from "./growingAnswers.ts";
import { raiseVersion } from "./raiseVersion.ts";
import { OpenConversations, type IsRunning } from "./openConversations.ts";

type Dated = { readonly id: string; readonly path: string; readonly changedMs: number };

async function newestFirst(folder: string): Promise<readonly Dated[]> {
  const dated = (await readdir(folder)).map(async (name): Promise<readonly Dated[]> => {
    const id = conversationIdOf(name);
    const path = join(folder, name);
    const found = id === undefined ? undefined : await stat(path).catch(() => undefined);
    return id === undefined || found === undefined ? [] : [{ id, path, changedMs: found.mtimeMs }];
  });
  return (await Promise.all(dated)).flat().sort((a, b) => b.changedMs - a.changedMs);
}

/** Reads the file of a conversation. It is the one that the file is named after, whatever stands in it. */
function readAs(id: string, text: string): Result<ReadConversation, "notAConversation"> {
  const read = readConversation(text);
  return read.ok ? ok({ ...read.value, conversation: { ...read.value.conversation, id } }) : read;
}

async function readLatest(
  folder: string,
  onRead: (id: string, text: string) => void = () => undefined,
): Promise<ReadConversation | undefined> {
  for (const { id, path } of await newestFirst(folder)) {
    // One that the system will not read keeps no other from being opened.
    const text = await readFile(path, "utf8").catch(() => undefined);
    const read = text === undefined ? undefined : readAs(id, text);
    if (text === undefined || read?.ok !== true) continue;
    onRead(id, text);
    return read.value;
  }
  return undefined;
}

async function readTitle(folder: string, id: string): Promise<string | undefined> {
  const path = conversationPath(folder, id);
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

/** Told of each failed write; `isNews`: the one before had not failed. */
export type OnWriteFailure = (error: unknown, { isNews }: { readonly isNews: boolean }) => void;

/** Adds lines to the files of conversations, and keeps for the next time what could not be written. */
class ConversationWriter {
  readonly #folder: string;
  readonly #onFailure: OnWriteFailure;
  #hasFailed = false;
  readonly #started = new Set<string>();
  readonly #unsaved = new Map<string, string>();
  /** How many bytes each file has, as far as this window read and wrote it: whatever is behind them is another window's. */
  readonly #known = new Map<string, number>();

  constructor(folder: string, onFailure: OnWriteFailure) {
    this.#folder = folder;
    this.#onFailure = onFailure;
  }

  /** Whether this window has written to it, and everything is in its file. */
  hasSaved(id: string): boolean {
    return this.#started.has(id);
  }

  /** The lines that are not in its file yet. */
  unsaved(id: string): string {
    return this.#unsaved.get(id) ?? "";
  }

  /** Whether a file of so many bytes has nothing in it that this window does not know. */
  isKnown(id: string, bytes: number): boolean {
    return this.#known.get(id) === bytes;
  }

  /** This window has read so many bytes of its file. */
  hasRead(id: string, bytes: number): void {
    this.#known.set(id, bytes);
  }

  write(id: string, line: string): void {
    const path = join(this.#folder, `${id}.jsonl`);
    const lines = this.unsaved(id) + line;
    let isNew = false;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      isNew = !existsSync(path);
      if (!isNew && !this.#started.has(id)) raiseVersion(path);
      const start = isNew ? headerLine(id) : this.#started.has(id) ? "" : afterCrash;
      appendWhole(path, start + lines);
      this.#started.add(id);
      this.#unsaved.delete(id);
      const before = isNew ? 0 : this.#known.get(id);
      if (before !== undefined) this.#known.set(id, before + Buffer.byteLength(start + lines));
      this.#hasFailed = false;
    } catch (error) {
      // Half a header would make everything after it unreadable.
      if (isNew) rmSync(path, { force: true });
      this.#started.delete(id);
      this.#unsaved.set(id, lines);
      this.#onFailure(error, { isNews: !this.#hasFailed });
      this.#hasFailed = true;
    }
  }
}

/**
 * Keeps each conversation of a workspace in a file of its own below `storage`, readable by the user alone. Events are
 * few and are written at once, so that the last one is there even when the window closes right after it.
 */
export function createFileConversationStore(
  storage: string,
  workspace: string,
  onFailure: OnWriteFailure,
  isRunning?: IsRunning,
): ConversationStore & ConversationLookup & ConversationPlace {
  const folder = join(storage, "conversations", folderName(workspace));
  const open = new OpenConversations(join(folder, "open"), isRunning);
  const writer = new ConversationWriter(folder, onFailure);
  const growing = new GrowingAnswers(growingFolder(folder));
  const opening = { folder, open, writer, growing };
  return {
    folder,
    latest: async () => {
      const latest = await readLatest(folder, (id, text) => {
        writer.hasRead(id, Buffer.byteLength(text));
      }).catch(() => undefined);
      if (latest === undefined || open.own !== undefined) return latest;
      const { id } = latest.conversation;
      open.hold(id);
      return (await takeLeft(id, opening)) ? readLatest(folder).catch(() => latest) : latest;
    },
    open: (id) => openConversation(id, opening),
    news: (id, take) => handNews(id, take, opening),
    begin: (id) => {
      // Before the file is there: what was not saved counts as open by itself.
      open.hold(id);
      if (!writer.hasSaved(id)) writer.write(id, "");
      if (writer.hasSaved(id)) growing.dropEnded(id);
    },
    append: (id, event) => {
      // A late event of the conversation before does not open that again.
      if (open.own === undefined || open.own === id) open.hold(id);
      writer.write(id, eventLine(event));
      if (event.type === "answered") growing.end(id);
      if (writer.hasSaved(id)) growing.dropEnded(id);
    },
    grow: (id, event) => {
      growing.keep(id, eventLine(event));
    },
    text: (id) => readText(id, { folder, writer }),
    title: (id) => readTitle(folder, id).catch(() => undefined),
    mayBeOpen: (id) => mayBeOpen(folder, id, open).catch(() => true),
    openElsewhere: async (id) => {
      const others = await open.others().catch(() => undefined);
      return others === undefined || others.has(id);
    },
  };
}

/**
 * Adds to a conversation what a window that crashed had of an answer; says whether there was any. One that has it open is
 * still making that answer.
 */
async function takeLeft(id: string, { open, growing, writer }: Opening): Promise<boolean> {
  const others = await open.others().catch(() => undefined);
  const left = others === undefined || others.has(id) ? undefined : growing.takeLeft(id);
  if (left === undefined) return false;
  writer.write(id, left.endsWith("\n") ? left : `${left}\n`);
  return true;
}

type Opening = {
  readonly folder: string;
  readonly open: OpenConversations;
  readonly writer: ConversationWriter;
  readonly growing: GrowingAnswers;
};

/** What stands in its file, and behind it what is not there yet. */
async function readText(
  id: string,
  { folder, writer }: Pick<Opening, "folder" | "writer">,
): Promise<string | undefined> {
  const path = conversationPath(folder, id);
  if (path === undefined) return undefined;
  const unsaved = writer.unsaved(id);
  const kept = await readFile(path, "utf8").catch(() => (unsaved === "" ? undefined : headerLine(id)));
  return kept === undefined || unsaved === "" ? kept : kept + afterCrash + unsaved;
}

async function handNews(
  id: string,
  take: Parameters<ConversationStore["news"]>[1],
  { folder, writer }: Pick<Opening, "folder" | "writer">,
): Promise<void> {
  const path = conversationPath(folder, id);
  const found = path && (await stat(path).catch(() => undefined));
  if (found === undefined || found === "" || writer.isKnown(id, found.size)) return;
  const text = await readText(id, { folder, writer });
  const read = text === undefined ? undefined : readAs(id, text);
  // What was written between the two looks at the file is news again.
  if (read?.ok === true && take(read.value)) writer.hasRead(id, found.size);
}

async function openConversation(id: string, opening: Opening): ReturnType<ConversationStore["open"]> {
  const { folder, open, writer } = opening;
  const path = conversationPath(folder, id);
  if (path === undefined) return err("gone");
  const before = open.own;
  // Before it is read: whoever deletes one looks who has it open.
  open.hold(id);
  await takeLeft(id, opening);
  const text = await readText(id, opening);
  const read = text === undefined ? err("gone" as const) : readAs(id, text);
  if (read.ok) {
    if (text !== undefined && writer.unsaved(id) === "") writer.hasRead(id, Buffer.byteLength(text));
    // What a window opens by itself is what was used last; at worst that is another one. A date has whole milliseconds.
    const now = new Date(Date.now() + 1);
    await utimes(path, now, now).catch(() => undefined);
  } else if (before !== undefined && open.own === id) open.hold(before);
  return read;
}

async function mayBeOpen(folder: string, id: string, open: OpenConversations): Promise<boolean> {
  const path = conversationPath(folder, id);
  if (path === undefined) return true;
  if (!existsSync(path)) return !existsSync(join(deletedFolder(folder), basename(path)));
  const latest = await readLatest(folder);
  // Who opens the most recent one meanwhile has said so by now.
  return latest === undefined || latest.conversation.id === id || (await open.all()).has(id);
}
