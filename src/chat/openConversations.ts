import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

/** Whether a process of this machine is running; in doubt it is. */
export type IsRunning = (pid: number) => boolean;

/**
 * Which conversation each window of a workspace has open: a small file per window, named after its machine and process,
 * holds the id. A window that closed or crashed needs no tidying up: its process is gone.
 */
export class OpenConversations {
  readonly #folder: string;
  readonly #isRunning: IsRunning;
  readonly #name = `${machine()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  #own: string | undefined;
  #written: string | undefined;

  constructor(folder: string, isRunning: IsRunning = isRunningHere) {
    this.#folder = folder;
    this.#isRunning = isRunning;
  }

  /** The one this window has open. */
  get own(): string | undefined {
    return this.#own;
  }

  /** Says that this window has one open, in place of the one before. */
  hold(id: string): void {
    this.#own = id;
    const path = join(this.#folder, this.#name);
    // Somebody may have deleted everything meanwhile.
    if (id === this.#written && existsSync(path)) return;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(path, id, { mode: 0o600 });
      this.#written = id;
    } catch {
      // A conversation must not fail for this: at worst another window ends a yes that was given in it, and it is asked again.
    }
  }

  /** Those that windows have open. Throws when that cannot be told. */
  async all(): Promise<ReadonlySet<string>> {
    const held = new Set(await this.others());
    if (this.#own !== undefined) held.add(this.#own);
    return held;
  }

  /** Those that other windows have open. Throws when that cannot be told. */
  async others(): Promise<ReadonlySet<string>> {
    const held = new Set<string>();
    for (const name of await this.#names()) {
      if (name === this.#name) continue;
      const path = join(this.#folder, name);
      if (this.#isOver(name)) await rm(path, { force: true });
      else held.add(await readId(path));
    }
    return held;
  }

  async #names(): Promise<readonly string[]> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return readdir(this.#folder);
  }

  /** Of another machine that shares the folder nobody knows here which processes run: its windows stay open. */
  #isOver(name: string): boolean {
    const [where, pid] = name.split("-");
    return where === machine() && !this.#isRunning(Number(pid));
  }
}

async function readId(path: string): Promise<string> {
  const id = await readFile(path, "utf8");
  // Another window is just writing it.
  if (id === "") throw new Error("a window has not said yet which conversation it has open");
  return id;
}

function machine(): string {
  return createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
}

function isRunningHere(pid: number): boolean {
  try {
    // Signal 0 reaches nobody; it only finds out whether somebody is there.
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
