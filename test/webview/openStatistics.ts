import type { Browser } from "playwright-core";
import type { FromStatistics, ToStatistics } from "../../src/protocol/statisticsMessages.ts";
import { openView, type OpenView, type ViewOptions } from "./openView.ts";

/** The open page of completion's figures. */
export type OpenStatistics = OpenView<FromStatistics, ToStatistics>;

/** Opens the page of completion's figures, by default as wide as an editor beside the side bar. */
export function openStatistics(browser: Browser, options: ViewOptions = {}): Promise<OpenStatistics> {
  return openView(browser, "statistics", { width: 1000, height: 700, ...options });
}
