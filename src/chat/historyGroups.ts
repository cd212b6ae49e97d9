import { daysBefore } from "../base/daysBefore.ts";
import type { ConversationSummary, DamagedFile, FileSummary } from "./conversationSummary.ts";
import { say } from "../terms/words.ts";

/** The days that a list of conversations is divided by. */
export type HistoryDays = {
  /** As in `2026-01-31`. */
  readonly today: string;
  /** The day of a time, in milliseconds since 1970. */
  readonly dayOf: (ms: number) => string;
};

/** Conversations under one head, the newest first. */
export type HistoryGroup = {
  readonly title: string;
  readonly conversations: readonly ConversationSummary[];
};

/** The history in the order it is shown in, and the files that cannot be read. */
export type GroupedHistory = {
  readonly groups: readonly HistoryGroup[];
  readonly damaged: readonly DamagedFile[];
};

function isDamaged(summary: FileSummary): summary is DamagedFile {
  return "damaged" in summary;
}

/** One in which nothing happened is none to go back to. */
function isWorthListing({ title, pinned }: ConversationSummary): boolean {
  return title !== "" || pinned;
}

function groupOf({ pinned, changedMs }: ConversationSummary, { today, dayOf }: HistoryDays): string {
  if (pinned) return say("Pinned");
  const day = dayOf(changedMs);
  if (day >= today) return say("Today");
  if (day === daysBefore(today, 1)) return say("Yesterday");
  return day >= daysBefore(today, 7) ? say("Previous 7 days") : say("Older");
}

const titles = [say("Pinned"), say("Today"), say("Yesterday"), say("Previous 7 days"), say("Older")];

/** Puts conversations in the order of the history: pinned ones first, then by day; heads without any are left out. */
export function groupHistory(summaries: readonly FileSummary[], days: HistoryDays): GroupedHistory {
  const newestFirst = summaries.toSorted((a, b) => b.changedMs - a.changedMs);
  const conversations = newestFirst.flatMap((each) =>
    isDamaged(each) || !isWorthListing(each) ? [] : [each],
  );
  return {
    groups: titles
      .map((title) => ({
        title,
        conversations: conversations.filter((each) => groupOf(each, days) === title),
      }))
      .filter((group) => group.conversations.length > 0),
    damaged: newestFirst.filter(isDamaged),
  };
}
