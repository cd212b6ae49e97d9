import * as vscode from "vscode";
import { isolated } from "../base/isolated.ts";
import { shownName } from "../base/shownName.ts";
import type { ConversationSummary, DamagedFile, FileSummary } from "../chat/conversationSummary.ts";
import type { GroupedHistory } from "../chat/historyGroups.ts";
import type { LocalTime } from "../privacy/localTime.ts";
import { say } from "../terms/words.ts";

/** What a person can do with a row besides opening it. */
export type RowAction = "pin" | "unpin" | "rename" | "export" | "delete";

/** A button of a row. */
export type RowButton = vscode.QuickInputButton & { readonly action: RowAction };

/** A row of the history; a head has no summary. */
export type HistoryRow = vscode.QuickPickItem & { readonly summary?: FileSummary };

/** What rows are made with. */
export type RowWords = {
  readonly time: LocalTime;
  /** As in `2026-01-31`. */
  readonly today: string;
  /** The id of the conversation in the panel. */
  readonly open: string;
};

function button(action: RowAction, icon: string, tooltip: string): RowButton {
  return { action, iconPath: new vscode.ThemeIcon(icon), tooltip };
}

const [pin, unpin] = [button("pin", "pin", say("Pin")), button("unpin", "pinned", say("Unpin"))];
const rename = button("rename", "edit", say("Rename"));
const save = button("export", "export", say("Export"));
const remove = button("delete", "trash", say("Delete"));

/** What a newer Drawbridge wrote is never written to. */
function buttonsOf({ pinned, newer }: ConversationSummary): readonly RowButton[] {
  return newer ? [save, remove] : [pinned ? unpin : pin, rename, save, remove];
}

/** The time of a day, or the day of another one. */
function when(ms: number, { time, today }: RowWords): string {
  const iso = new Date(ms).toISOString();
  return time.day(iso) === today ? time.clock(iso).slice(0, 5) : time.day(iso);
}

function conversationRow(summary: ConversationSummary, words: RowWords): HistoryRow {
  const { id, title, changedMs, turns, models } = summary;
  const facts = [
    ...(id === words.open ? [say("open")] : []),
    when(changedMs, words),
    turns === 1 ? say("1 question") : say("{0} questions", turns),
    ...models,
  ];
  return {
    label: isolated(shownName(title)) || say("New conversation"),
    description: shownName(facts.join(" · ")),
    buttons: buttonsOf(summary),
    summary,
  };
}

function damagedRow(summary: DamagedFile, words: RowWords): HistoryRow {
  const label = `$(warning) ${shownName(summary.file)}`;
  return { label, description: when(summary.changedMs, words), buttons: [remove], summary };
}

function head(label: string): HistoryRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** The rows of the history, under their heads; files that cannot be read come last. */
export function historyRows({ groups, damaged }: GroupedHistory, words: RowWords): readonly HistoryRow[] {
  return [
    ...groups.flatMap(({ title, conversations }) => [
      head(title),
      ...conversations.map((summary) => conversationRow(summary, words)),
    ]),
    ...(damaged.length === 0 ? [] : [head(say("Cannot be read"))]),
    ...damaged.map((summary) => damagedRow(summary, words)),
  ];
}
