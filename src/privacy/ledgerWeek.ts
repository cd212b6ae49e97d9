import { daysBefore } from "../base/daysBefore.ts";
import { dayOfFile } from "../ledger/ledgerFiles.ts";
import type { LedgerRow } from "../ledger/ledgerRows.ts";
import { mondayOf, type LocalTime } from "./localTime.ts";
import { LedgerTally } from "./ledgerTally.ts";
import { say } from "../terms/words.ts";

/** The days that are summed up, in the reader's time zone. */
export type Week = { readonly today: string; readonly monday: string };

/** The week that an ISO time is in. */
export function weekOf(now: string, local: LocalTime): Week {
  const today = local.day(now);
  return { today, monday: mondayOf(today) };
}

/** The plain lines on top of the ledger: today, and this week so far. */
export class LedgerWeek {
  readonly week: Week;
  readonly #local: LocalTime;
  readonly #isRunning: (id: string) => boolean;
  readonly #today = new LedgerTally();
  readonly #thisWeek = new LedgerTally();
  readonly #counted = new Set<string>();
  #isWhole = false;

  constructor(week: Week, local: LocalTime, isRunning: (id: string) => boolean) {
    this.week = week;
    this.#local = local;
    this.#isRunning = isRunning;
  }

  /** Whether what was recorded already is counted. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Counts what is recorded already, until `isStale`. */
  async count(rows: AsyncGenerator<LedgerRow, void>, isStale: () => boolean): Promise<void> {
    // A file holds nothing later than its day, which is UTC's, but earlier times before later ones when the clock went back.
    const first = daysBefore(this.week.monday, 1);
    for await (const row of rows) {
      if (isStale()) return;
      if (dayOfFile(row.file) < first) break;
      // What is under way is counted when it has ended.
      if (!this.#isRunning(row.subject.id)) this.add(row);
    }
    this.#isWhole = true;
  }

  /** Says that records are missing: lines that are none or, with its time, what was there before a deletion. */
  missSome(deleted?: string): void {
    const day = deleted === undefined ? this.week.today : this.#local.day(deleted);
    if (day >= this.week.monday) this.#thisWeek.missSome();
    if (day >= this.week.today) this.#today.missSome();
  }

  /** Counts a request or link, once. */
  add(row: LedgerRow): void {
    const { id } = row.subject;
    const day = this.#local.day(row.time);
    if (day < this.week.monday || this.#counted.has(id)) return;
    this.#counted.add(id);
    this.#thisWeek.add(row, this.#isRunning);
    if (day >= this.week.today) this.#today.add(row, this.#isRunning);
  }

  /** The lines. */
  lines(): { readonly today: string; readonly week: string } {
    return { today: this.#today.sentence(say("Today")), week: this.#thisWeek.sentence(say("This week")) };
  }
}
