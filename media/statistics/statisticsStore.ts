import { batch, signal, type ReadonlySignal } from "@preact/signals";
import {
  firstPeriod,
  type FromStatistics,
  type StatisticsPage,
  type StatisticsPeriod,
  type ToStatistics,
} from "../../src/protocol/statisticsMessages.ts";

/** What the page remembers while it is hidden. */
export type Memory = { readonly period: StatisticsPeriod };

/** What the store needs from the world. */
export type Surroundings = {
  readonly post: (message: FromStatistics) => void;
  readonly recall: () => Memory | undefined;
  readonly remember: (memory: Memory) => void;
};

/** The state of the page and everything that can happen to it. */
export class StatisticsStore {
  readonly period: ReadonlySignal<StatisticsPeriod>;
  /** Absent until the first one has come. */
  readonly page = signal<StatisticsPage | undefined>(undefined);
  readonly isFailed = signal(false);
  /** What a screen reader should say now. */
  readonly announced = signal("");

  readonly #surroundings: Surroundings;
  readonly #period;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#period = signal(surroundings.recall()?.period ?? firstPeriod);
    this.period = this.#period;
  }

  /** Says that the page is there. */
  begin(): void {
    this.#surroundings.post({ type: "ready", period: this.#period.value });
  }

  /** Shows another stretch of time. */
  choose(period: StatisticsPeriod): void {
    this.#period.value = period;
    this.#surroundings.remember({ period });
    this.#surroundings.post({ type: "choose", period });
  }

  /** Reads everything again. */
  refresh(): void {
    this.#surroundings.post({ type: "refresh", period: this.#period.value });
  }

  /** Asks whether all figures shall be deleted. */
  forget(): void {
    this.#surroundings.post({ type: "forget" });
  }

  /** Takes a message from the host. */
  receive(message: ToStatistics): void {
    batch(() => {
      this.isFailed.value = message.type === "failed";
      // What was said before the last choice was heard is not what is chosen now.
      if (message.type === "failed" || message.page.period !== this.#period.value) return;
      this.page.value = message.page;
      this.announced.value = message.page.lead;
    });
  }
}
