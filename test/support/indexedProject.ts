import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Disposable } from "../../src/base/disposable.ts";
import { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import type { CodeIndexState } from "../../src/context/codeIndex/codeIndexState.ts";
import type { Embedder } from "../../src/context/codeIndex/embedder.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";

/** A workspace in memory with a folder on the disk for its index. A test changes what is in it, and sees what was read. */
export class IndexedProject {
  /** The texts of the files, by their paths below `file:///project/`. */
  readonly files = new Map<string, string>();
  /** The paths that no rule lets through. */
  readonly excluded = new Set<string>();
  /** The paths whose bytes were asked for, and those that were looked at in any way, in order. */
  readonly reads: string[] = [];
  readonly looks: string[] = [];
  readonly errors: unknown[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), "drawbridge-index-"));
  /** What is kept, below {@link folder}. */
  readonly kept = join(this.folder, "codeIndex");
  isAllowed = true;
  nowMs = 0;
  /** For how long each thing that waited was to wait. */
  readonly waits: number[] = [];
  /** Processes that are running. */
  isRunning: (pid: number) => boolean = () => true;
  /** Called before a file is read. */
  whileReading: (path: string) => unknown = () => undefined;
  /** The times of files by their paths; others are as old as the text is long. */
  readonly times = new Map<string, number>();
  readonly #timers = new Set<() => void>();
  readonly #open: CodeIndex[] = [];

  /** Opens the index in one more window, with what turns code into numbers there. */
  open(embedder?: Embedder): CodeIndex {
    const index = new CodeIndex({
      ...(embedder && { embedder }),
      folder: this.kept,
      guard: { judgeQuietly: (uri) => Promise.resolve(this.#verdict(pathOf(uri))) },
      files: {
        list: (only) => {
          const uris = [...this.files.keys()].map(uriOf);
          return Promise.resolve(only === undefined ? uris : uris.filter((uri) => only.includes(uri)));
        },
        stat: (uri) => Promise.resolve(this.#stat(pathOf(uri))),
        read: (uri, limitBytes) => this.#read(pathOf(uri), limitBytes),
        isInWorkspace: (uri) => uri.startsWith(uriOf("")),
        path: pathOf,
      },
      isAllowed: () => this.isAllowed,
      clock: () => this.nowMs,
      yieldNow: () => Promise.resolve(),
      later: (milliseconds, callback) => {
        this.waits.push(milliseconds);
        return this.#later(callback);
      },
      isRunning: (pid) => this.isRunning(pid),
      log: { error: (_, cause) => void this.errors.push(cause) },
    });
    this.#open.push(index);
    return index;
  }

  /** The paths that are found for a question, the best first, each once. */
  async ask(index: CodeIndex, question: string, mostTokens = 4000): Promise<readonly string[]> {
    const found = await index.search(question, { mostTokens, signal: new AbortController().signal });
    return [...new Set(found.map(({ source }) => source.path))];
  }

  /** Lets what waits for a while happen now, and waits until it is done. Something must be waiting. */
  async settle(index: CodeIndex): Promise<void> {
    const done = new Promise((resolve) => {
      const listening = index.onDidChange((state) => {
        listening.dispose();
        resolve(state);
      });
    });
    this.elapse();
    await done;
  }

  /** Whether anything waits for a while to be over. */
  get isWaiting(): boolean {
    return this.#timers.size > 0;
  }

  /** Lets what waits for a while happen now. */
  elapse(): void {
    for (const due of [...this.#timers]) due();
  }

  /** Waits until no vector is being made any more. */
  async embedded(index: CodeIndex): Promise<void> {
    const isGoingOn = (state: CodeIndexState): boolean =>
      state.kind === "ready" && state.embedded?.isGoingOn !== false;
    if (!isGoingOn(index.state())) return;
    await new Promise((resolve) => {
      const listening = index.onDidChange((state) => {
        if (isGoingOn(state)) return;
        listening.dispose();
        resolve(state);
      });
    });
  }

  /** Closes every window once it has nothing left to do. */
  async dispose(): Promise<void> {
    for (const index of this.#open) {
      await index.delete();
      index.dispose();
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  #verdict(path: string): PathVerdict {
    return this.excluded.has(path)
      ? { kind: "never", rule: path, from: "your settings" }
      : { kind: "allowed" };
  }

  #stat(path: string) {
    this.looks.push(path);
    const text = this.files.get(path);
    const isFolder = [...this.files.keys()].some((each) => each.startsWith(`${path}/`));
    if (text === undefined)
      return isFolder ? { kind: "folder" as const, sizeBytes: 0, modifiedMs: 0 } : undefined;
    const modifiedMs = this.times.get(path) ?? text.length;
    return { kind: "file" as const, sizeBytes: Buffer.byteLength(text), modifiedMs };
  }

  async #read(path: string, limitBytes: number): Promise<Uint8Array | undefined> {
    this.looks.push(path);
    this.reads.push(path);
    await this.whileReading(path);
    const text = this.files.get(path);
    return text === undefined || text.length > limitBytes ? undefined : Buffer.from(text, "latin1");
  }

  #later(callback: () => void): Disposable {
    const due = (): void => {
      this.#timers.delete(due);
      callback();
    };
    this.#timers.add(due);
    return { dispose: () => this.#timers.delete(due) };
  }
}

/** The URI of a file of the project. */
export function uriOf(path: string): string {
  return `file:///project/${path}`;
}

function pathOf(uri: string): string {
  return uri.slice(uriOf("").length);
}
