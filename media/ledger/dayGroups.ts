import type { LedgerRowView } from "../../src/protocol/ledgerMessages.ts";
import { say, wordsInUse } from "../../src/terms/words.ts";

/** Lines of one day. */
export type DayGroup = { readonly day: string; readonly rows: readonly LedgerRowView[] };

/** Lines by day, in the order they stand in. */
export function dayGroups(rows: readonly LedgerRowView[]): readonly DayGroup[] {
  const groups: { day: string; rows: LedgerRowView[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.day === row.day) last.rows.push(row);
    else groups.push({ day: row.day, rows: [row] });
  }
  return groups;
}

/** English dates as they are written in most places that speak it. */
const dates = wordsInUse()?.language ?? "en-GB";
const weekday = new Intl.DateTimeFormat(dates, { weekday: "long", timeZone: "UTC" });
const date = new Intl.DateTimeFormat(dates, {
  ...{ day: "numeric", month: "long", year: "numeric" },
  timeZone: "UTC",
});

/** `Today`, `Yesterday`, `Saturday, 31 January 2026`; both days as `2026-01-31`. */
export function dayTitle(day: string, today: string): string {
  const days = (Date.parse(today) - Date.parse(day)) / 86_400_000;
  if (Number.isNaN(days)) return day;
  if (days === 0) return say("Today");
  if (days === 1) return say("Yesterday");
  return `${weekday.format(Date.parse(day))}, ${longDay(day)}`;
}

/** `31 January 2026` of `2026-01-31`; what is no day stays as it is. */
export function longDay(day: string): string {
  const then = Date.parse(day);
  return Number.isNaN(then) ? day : date.format(then);
}
