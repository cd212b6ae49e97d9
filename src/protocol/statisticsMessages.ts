/** How far back the figures go, by the machine's own days; `week`: the last seven, today included. */
export const statisticsPeriods = ["today", "week", "all"] as const;

/** One of {@link statisticsPeriods}. */
export type StatisticsPeriod = (typeof statisticsPeriods)[number];

/** What is shown at first. */
export const firstPeriod: StatisticsPeriod = "week";

/** What completion with one model in one language came to, in words; empty where nothing is known. */
export type StatisticsRow = {
  readonly model: string;
  readonly language: string;
  readonly shown: string;
  /** `212 · 33 %` */
  readonly accepted: string;
  readonly characters: string;
  /** `92 %` of the characters that were accepted still stood five minutes later. */
  readonly kept: string;
  /** From a keystroke to the suggestion: `0.24 s · 0.61 s`, the median and what nine in ten did not exceed. */
  readonly wait: string;
  /** `1,204 · 3 % given up` */
  readonly requests: string;
  /** From sending to the first text, as `wait`. */
  readonly firstText: string;
  /** Prompt tokens that the server processed anew for a request, and what share of the prompt it had already: `8 · 98 %` */
  readonly tokens: string;
};

/** Everything the page of figures shows. */
export type StatisticsPage = {
  readonly period: StatisticsPeriod;
  /** What it comes to. */
  readonly lead: string;
  /** Whatever else there is to say of all of it; empty when nothing is. */
  readonly rest: string;
  readonly rows: readonly StatisticsRow[];
};

/** Host to the page of figures. `failed`: they cannot be read. */
export type ToStatistics =
  | { readonly type: "statistics"; readonly page: StatisticsPage }
  | { readonly type: "failed"; readonly period: StatisticsPeriod };

/** The page of figures to host. */
export type FromStatistics =
  /** The page has come up. */
  | { readonly type: "ready"; readonly period: StatisticsPeriod }
  | { readonly type: "choose"; readonly period: StatisticsPeriod }
  /** Reads everything again. */
  | { readonly type: "refresh"; readonly period: StatisticsPeriod }
  /** Asks whether all figures shall be deleted. */
  | { readonly type: "forget" };
