import { plainLine } from "./plainLine.ts";
import { withoutLinks } from "./withoutLinks.ts";

/** A sentence with words from outside for a message of the editor's: one line, and nothing in it becomes a link. */
export function messageText(sentence: string): string {
  return withoutLinks(plainLine(sentence));
}
