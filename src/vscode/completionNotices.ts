import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { Logger } from "../base/logger.ts";
import type { Result } from "../base/result.ts";
import { completionNotice } from "../completion/completionNotice.ts";
import type { FindingAction } from "../completion/finding.ts";
import type { NoSuggestion, Suggestion } from "../completion/suggestion.ts";
import type { Outlook } from "../sending/send.ts";

/** What notices are made from. */
export type CompletionNoticesParts = {
  /** Where the next request would go. */
  readonly outlook: () => Outlook;
  readonly act: (action: FindingAction) => unknown;
  readonly log: Pick<Logger, "error">;
};

/** Tells what needs the person, each cause once for as long as the window is open. */
export function createCompletionNotices({
  outlook,
  act,
  log,
}: CompletionNoticesParts): (outcome: Result<Suggestion, NoSuggestion>) => void {
  const told = new Set<string>();
  const tell = async (sentence: string, action: FindingAction | undefined): Promise<void> => {
    const buttons = action === undefined ? [] : [action.label];
    const answer = await vscode.window.showInformationMessage(messageText(sentence), ...buttons);
    if (action !== undefined && answer === action.label) await act(action);
  };
  return (outcome) => {
    if (!isNews(outcome)) return;
    const notice = completionNotice(outcome, outlook());
    if (notice === undefined || told.has(notice.cause)) return;
    told.add(notice.cause);
    tell(notice.sentence, notice.action).catch((error: unknown) => {
      log.error("A notice about completion could not be shown", error);
    });
  };
}

/** Whether something came of a request just now: what is remembered from one, or never became one, tells nothing new. */
function isNews(outcome: Result<Suggestion, NoSuggestion>): boolean {
  if (outcome.ok) return ["server", "joined"].includes(outcome.value.origin);
  return ["failed", "empty", "unfit", "unsure"].includes(outcome.error.kind);
}
