import type { Disposable } from "../base/disposable.ts";
import {
  firstPeriod,
  type FromStatistics,
  type StatisticsPeriod,
  type ToStatistics,
} from "../protocol/statisticsMessages.ts";
import type { StatisticsBook } from "./statisticsBook.ts";
import { statisticsPage } from "./statisticsPage.ts";

/** What the page of figures is made from. */
export type StatisticsViewParts = {
  readonly book: Pick<StatisticsBook, "read" | "forget">;
  /** The day it is for the reader: `2026-01-31`. */
  readonly today: () => string;
  readonly post: (message: ToStatistics) => void;
  /** Asks a person whether all figures shall be deleted. */
  readonly confirmForgetting: () => Promise<boolean>;
};

/** The open page of figures: says what they come to when it is asked. */
export class StatisticsView implements Disposable {
  readonly #parts: StatisticsViewParts;
  #period: StatisticsPeriod = firstPeriod;
  #isThere = false;

  constructor(parts: StatisticsViewParts) {
    this.#parts = parts;
  }

  /** Does what the page asks for; figures that cannot be read or deleted are told, and thrown. */
  async receive(message: FromStatistics): Promise<void> {
    this.#isThere = true;
    if (message.type !== "forget") this.#period = message.period;
    else if (await this.#parts.confirmForgetting()) await this.#orTell(this.#parts.book.forget());
    await this.#tell();
  }

  /** The page is hidden, and with it thrown away: nothing is told until it says that it is there again. */
  pageIsGone(): void {
    this.#isThere = false;
  }

  dispose(): void {
    this.pageIsGone();
  }

  async #tell(): Promise<void> {
    const days = await this.#orTell(this.#parts.book.read());
    if (!this.#isThere) return;
    this.#parts.post({ type: "statistics", page: statisticsPage(days, this.#period, this.#parts.today()) });
  }

  async #orTell<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (this.#isThere) this.#parts.post({ type: "failed", period: this.#period });
      throw error;
    }
  }
}
