import type { Fitting } from "../../src/completion/site.ts";
import type { Middle } from "./middles.ts";

/** The file after a text was taken: the editor puts it in place of the range, with the document's own line breaks. */
export function applied(
  { prefix, suffix }: Pick<Middle, "prefix" | "suffix">,
  { text, replaced }: Fitting,
): string {
  const lineBreak = /\r\n/.test(prefix + suffix) ? "\r\n" : "\n";
  return prefix + text.replace(/\r\n|\r|\n/g, lineBreak) + suffix.slice(replaced);
}
