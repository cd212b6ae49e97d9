import { constants } from "node:fs";
import { appendFile, mkdir, readdir, readFile, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "../base/result.ts";
import type { ConversationEvent } from "./conversation.ts";
import { eventLine } from "./conversationFile.ts";
import { conversationIdOf, conversationPath } from "./conversationPath.ts";
import type { ConversationPlace } from "./conversationStore.ts";
import { summarize, type FileFacts, type FileSummary } from "./conversationSummary.ts";
import { deletedFolder } from "./deletedFolder.ts";
import { raiseVersion } from "./raiseVersion.ts";
import { readSummaries, writeSummaries, type KnownSummary } from "./summaryCache.ts";

/** Takes a deletion back, where the file can still be found. */
export type Undo = () => Promise<void>;

/** How many files are read at once. */
const lanes = 16;

const existingOnly = constants.O_APPEND | constants.O_WRONLY;

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** What `work` makes of each, in their order. */
async function inLanes<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = values.entries();
  const lane = async (): Promise<void> => {
    for (const [index, value] of queue) results[index] = await work(value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** All conversations of a workspace, as they stand in its folder. Other windows use that, too. */
export class ConversationHistory {
  readonly #folder: string;
  readonly #openElsewhere: ConversationPlace["openElsewhere"];
  readonly #summarize: typeof summarize;

  constructor(
    { folder, openElsewhere }: Pick<ConversationPlace, "folder" | "openElsewhere">,
    sumUp: typeof summarize = summarize,
  ) {
    this.#folder = folder;
    this.#openElsewhere = openElsewhere;
    this.#summarize = sumUp;
  }

  /** A summary of every file. Only what has changed since the last time, in whatever window that was, is read. */
  async list(): Promise<readonly FileSummary[]> {
    const [names, known] = await Promise.all([this.#names(), readSummaries(this.#folder)]);
    const found = await inLanes(names, (name) => this.#summary(name, known.get(name)));
    const there = found.filter((each) => each !== undefined);
    const isSame =
      there.length === known.size && there.every((each) => known.get(each.summary.file) === each);
    if (!isSame) await writeSummaries(this.#folder, there);
    return there.map(({ summary }) => summary);
  }

  /** Where the file of a list is. */
  pathOf(file: string): string {
    return join(this.#folder, file);
  }

  /**
   * Adds an event to a conversation that this window has not open; says whether it is still there. It stays as old as it was:
   * a name or a pin does not make it the one that is opened after a restart.
   */
  async note(id: string, event: ConversationEvent): Promise<boolean> {
    const path = conversationPath(this.#folder, id);
    if (path === undefined) return false;
    try {
      const before = await stat(path);
      raiseVersion(path);
      // Never makes a file: one without a header is no conversation. An empty line ends one that was cut.
      await appendFile(path, `\n${eventLine(event)}`, { flag: existingOnly });
      await utimes(path, before.atime, before.mtime).catch(() => undefined);
      return true;
    } catch {
      return false;
    }
  }

  /** Puts a file of a list away, from where it can be taken back for a week. */
  async remove(file: string): Promise<Result<Undo, "openElsewhere" | "gone">> {
    if (await this.#isOpenElsewhere(file)) return err("openElsewhere");
    const deleted = join(deletedFolder(this.#folder), file);
    try {
      const before = await stat(this.pathOf(file));
      await mkdir(deletedFolder(this.#folder), { recursive: true, mode: 0o700 });
      await utimes(this.pathOf(file), new Date(), new Date());
      await rename(this.pathOf(file), deleted);
      const undo: Undo = async () => {
        await rename(deleted, this.pathOf(file));
        await utimes(this.pathOf(file), before.atime, before.mtime);
      };
      // Whoever opened it in between keeps it.
      if (!(await this.#isOpenElsewhere(file))) return ok(undo);
      await undo();
      return err("openElsewhere");
    } catch (error) {
      if (isMissing(error)) return err("gone");
      throw error;
    }
  }

  /** Adds a conversation, given as the text of its file. */
  async add(id: string, text: string): Promise<void> {
    const path = conversationPath(this.#folder, id);
    if (path === undefined) throw new Error("A new id is one that can be written.");
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(path, text, { mode: 0o600, flag: "wx" });
  }

  async #isOpenElsewhere(file: string): Promise<boolean> {
    const id = conversationIdOf(file);
    return id !== undefined && this.#openElsewhere(id);
  }

  async #names(): Promise<readonly string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch(() => []);
    return entries.filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl")).map(({ name }) => name);
  }

  /** What is known of a file, when it is still so; `undefined` when it was just deleted. */
  async #summary(file: string, known: KnownSummary | undefined): Promise<KnownSummary | undefined> {
    try {
      // Before it is read: what is written meanwhile is read the next time.
      const { size, mtimeMs } = await stat(this.pathOf(file));
      if (known?.size === size && known.mtimeMs === mtimeMs) return known;
      const text = await readFile(this.pathOf(file), "utf8").catch(textOfUnreadable);
      return { size, mtimeMs, summary: this.#sumUp({ file, mtimeMs }, text) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** One file that nothing can be made of does not take the others from the list. */
  #sumUp(facts: FileFacts, text: string): FileSummary {
    try {
      return this.#summarize(facts, text);
    } catch {
      return { file: facts.file, damaged: true, changedMs: facts.mtimeMs };
    }
  }
}

/** A file that is there and cannot be read is as damaged as an empty one. */
function textOfUnreadable(error: unknown): string {
  if (isMissing(error)) throw error;
  return "";
}
