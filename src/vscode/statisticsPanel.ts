import * as vscode from "vscode";
import type { Logger } from "../base/logger.ts";
import type { StatisticsBook } from "../completion/statisticsBook.ts";
import { StatisticsView } from "../completion/statisticsView.ts";
import { parseFromStatistics } from "../protocol/parseFromStatistics.ts";
import { createPagePanel, type PagePanel } from "./pagePanel.ts";
import { say } from "../terms/words.ts";

/** What the page of completion's figures needs. */
export type StatisticsPanelOptions = {
  readonly extensionUri: vscode.Uri;
  readonly log: Logger;
  readonly book: StatisticsBook;
  /** The day it is for the reader: `2026-01-31`. */
  readonly today: () => string;
};

/** What completion came to, as a page of its own, one per window. */
export function createStatisticsPanel(options: StatisticsPanelOptions): PagePanel<StatisticsView> {
  const { extensionUri, book, today } = options;
  return createPagePanel({
    ...{ extensionUri, view: "statistics", title: say("Drawbridge Completion"), icon: "graph-line" },
    create: (post) => new StatisticsView({ book, today, post, confirmForgetting }),
    receive: (message, view) => receive(message, view, options.log),
  });
}

async function receive(message: unknown, view: StatisticsView, log: Logger): Promise<void> {
  const parsed = parseFromStatistics(message);
  if (parsed === undefined) {
    log.warn("The page of completion's figures sent a message that is none of ours; it was ignored");
    return;
  }
  try {
    await view.receive(parsed);
  } catch (error) {
    // The page itself says so.
    log.error("The figures of completion could not be read or deleted", error);
  }
}

async function confirmForgetting(): Promise<boolean> {
  const yes = say("Forget");
  const question = say("Forget the figures of completion?");
  const detail = say(
    "What was counted in all windows on this machine is deleted, and cannot be brought back.",
  );
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
