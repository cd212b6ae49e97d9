import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Whether a process of this machine is running; in doubt it is. */
export type IsRunning = (pid: number) => boolean;

const lockName = "builder";

/**
 * Which window of a workspace builds its index: a file names its machine and process. One that was left by a process that
 * is gone counts for nothing. Should two windows ever both take over such a one, they do the same work twice, and the
 * one that is not named in the file stops at its next save.
 */
export class BuilderLock {
  readonly #folder: string;
  readonly #isRunning: IsRunning;
  readonly #own = JSON.stringify({ machine: hostname(), pid: process.pid, window: randomUUID() });

  constructor(folder: string, isRunning: IsRunning = isRunningHere) {
    this.#folder = folder;
    this.#isRunning = isRunning;
  }

  /** Takes the lock unless another window has it; `true` when this one has it now. Throws when it cannot be written. */
  take(): boolean {
    const before = this.#read();
    if (before === this.#own) return true;
    if (before !== undefined && this.#isTaken(before)) return false;
    if (before !== undefined) rmSync(this.#path, { force: true });
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(this.#path, this.#own, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    return this.isHeld();
  }

  /** Whether this window has it. */
  isHeld(): boolean {
    return this.#read() === this.#own;
  }

  /** Lets go of it. */
  release(): void {
    if (this.isHeld()) rmSync(this.#path, { force: true });
  }

  get #path(): string {
    return join(this.#folder, lockName);
  }

  #read(): string | undefined {
    try {
      return readFileSync(this.#path, "utf8");
    } catch {
      return undefined;
    }
  }

  /** Of another machine that shares the folder nobody knows here which processes run. */
  #isTaken(lock: string): boolean {
    const [, machine, pid] = /"machine":"([^"]*)","pid":(\d+)/.exec(lock) ?? [];
    return pid !== undefined && (machine !== hostname() || this.#isRunning(Number(pid)));
  }
}

function isRunningHere(pid: number): boolean {
  try {
    // Signal 0 reaches nobody; it only finds out whether somebody is there.
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
