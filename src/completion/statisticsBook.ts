import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { daysBefore } from "../base/daysBefore.ts";
import type { Disposable } from "../base/disposable.ts";
import type { CompletionEvent } from "./completionEvent.ts";
import { countEvent, mergeStatistics, type Statistics } from "./statistics.ts";
import { readStatistics, writeStatistics } from "./statisticsFile.ts";

/** What a book is kept with. */
export type StatisticsBookParts = {
  /** The folder of the files of every window; it is made when something is first written. */
  readonly folder: string;
  /** A name of this window that no other one has: letters and digits. */
  readonly owner: string;
  /** The day it is for the reader: `2026-01-31`. */
  readonly today: () => string;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  /** What was counted could not be written; it is tried again with what comes next. */
  readonly onFailure: (error: unknown) => void;
};

/** The figures of one day, of one window or of all. */
export type DayStatistics = { readonly day: string; readonly statistics: Statistics };

const writeAfterMs = 30_000;
const keptDays = 90;
/** One that ends in `.new` was left half-written by a window that crashed. */
const fileName = /^(\d{4}-\d\d-\d\d)-\w+\.json(?:\.new)?$/;

/**
 * Keeps what completion came to, by day. Each window writes a file of its own for each day, and nobody else writes to it;
 * readers add them up. In memory is only what was not written yet: who deletes the files deletes the figures.
 */
export class StatisticsBook implements Disposable {
  readonly #parts: StatisticsBookParts;
  #unwritten: DayStatistics;
  #timer: Disposable | undefined;

  constructor(parts: StatisticsBookParts) {
    this.#parts = parts;
    this.#unwritten = { day: parts.today(), statistics: [] };
  }

  /** Counts an event; it is written within half a minute. */
  take(event: CompletionEvent): void {
    const day = this.#parts.today();
    if (day !== this.#unwritten.day) {
      this.#write();
      this.#unwritten = { day, statistics: [] };
    }
    this.#unwritten = { day, statistics: countEvent(this.#unwritten.statistics, event) };
    this.#timer ??= this.#parts.later(writeAfterMs, () => {
      this.#write();
    });
  }

  /** The figures of all windows by day, in no order. Files that are none of ours, or cannot be read, are left out. */
  async read(): Promise<readonly DayStatistics[]> {
    const files = (await this.#files()).filter(({ name }) => name.endsWith(".json"));
    const read = files.map(async ({ name, day }) => {
      const statistics = readStatistics(
        await readFile(join(this.#parts.folder, name), "utf8").catch(() => ""),
      );
      return statistics === undefined ? [] : [{ day, statistics }];
    });
    return [...(await Promise.all(read)).flat(), this.#unwritten];
  }

  /** Deletes the figures of all windows; what others have counted within the last half a minute may come after. */
  async forget(): Promise<void> {
    this.#unwritten = { ...this.#unwritten, statistics: [] };
    await this.#remove(() => true);
  }

  /** Deletes what is older than ninety days. */
  async forgetOld(): Promise<void> {
    const oldest = daysBefore(this.#parts.today(), keptDays);
    await this.#remove((day) => day < oldest);
  }

  /** Writes what there is. */
  dispose(): void {
    this.#write();
  }

  /** At once, for there is no time to wait when a window closes; a file has a few thousand bytes. */
  #write(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const { day, statistics } = this.#unwritten;
    if (statistics.length === 0) return;
    const { folder, owner, onFailure } = this.#parts;
    const path = join(folder, `${day}-${owner}.json`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const whole = mergeStatistics([readOwn(path), statistics]);
      writeFileSync(`${path}.new`, writeStatistics(whole), { mode: 0o600 });
      renameSync(`${path}.new`, path);
      this.#unwritten = { day, statistics: [] };
    } catch (error) {
      onFailure(error);
    }
  }

  async #remove(isOver: (day: string) => boolean): Promise<void> {
    const over = (await this.#files()).filter(({ day }) => isOver(day));
    await Promise.all(over.map(({ name }) => rm(join(this.#parts.folder, name), { force: true })));
  }

  async #files(): Promise<readonly { readonly name: string; readonly day: string }[]> {
    const names = await readdir(this.#parts.folder).catch(() => []);
    return names.flatMap((name) => {
      const day = fileName.exec(name)?.[1];
      return day === undefined ? [] : [{ name, day }];
    });
  }
}

/** What this window wrote on that day; nothing when it did not, or when somebody deleted it. */
function readOwn(path: string): Statistics {
  try {
    return readStatistics(readFileSync(path, "utf8")) ?? [];
  } catch {
    return [];
  }
}
