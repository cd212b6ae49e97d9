import { plainLine } from "./plainLine.ts";
import { withoutIcons } from "./withoutIcons.ts";

/** A text from outside for a row, a title or the status bar of the editor's: one line, and nothing in it becomes an icon. */
export function shownName(text: string): string {
  return withoutIcons(plainLine(text));
}
