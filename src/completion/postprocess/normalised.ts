import { indentOf, leadOf, stepOf } from "../../context/indentation.ts";
import { isInExpression, opensBlock } from "../scope.ts";
import type { Vicinity } from "../vicinity.ts";

/** A text with line breaks as `"\n"` and indented with what the document indents with. */
export function withIndentation(text: string, { linePrefix, step }: Vicinity): string {
  const [first = "", ...lines] = text.split("\n");
  const written = stepOf(lines);
  const convert = (line: string): string => {
    const lead = leadOf(line);
    const converted =
      step === "\t"
        ? tabbed(lead, written === undefined || written === "\t" ? 4 : written.length)
        : lead.replaceAll("\t", step);
    return converted + line.slice(lead.length);
  };
  return [linePrefix.trim() === "" ? convert(first) : first, ...lines.map(convert)].join("\n");
}

/** Spaces at the beginning become tabs; those behind a tab align something and stay. */
function tabbed(lead: string, width: number): string {
  const spaces = /^ */.exec(lead)?.[0].length ?? 0;
  return "\t".repeat(Math.floor(spaces / width)) + " ".repeat(spaces % width) + lead.slice(spaces);
}

/**
 * A text without the blanks and line breaks that cannot be meant where it begins: on a line that is indented already, in
 * the middle of an expression, or more than one behind what opens a block.
 */
export function withoutLead(text: string, vicinity: Vicinity): string {
  const { linePrefix } = vicinity;
  if (linePrefix.trim() === "") return indentedOnce(text.replace(/^(?:[^\S\n]*\n)+/, ""), vicinity);
  const blank = /^\s*/.exec(text)?.[0] ?? "";
  const breaks = blank.split("\n").length - 1;
  if (breaks === 0) return /[\s([.]$/.test(linePrefix) ? text.slice(blank.length) : text;
  if (isInExpression(vicinity)) return text.slice(blank.length);
  const most = opensBlock(linePrefix) ? 1 : 2;
  return "\n".repeat(Math.min(breaks, most)) + text.slice(blank.lastIndexOf("\n") + 1);
}

/**
 * The indentation of the first line, where the position stands in indentation itself: whatever of it is written already
 * is not written again, and what would not bring it to a step of the lines above is not meant.
 */
function indentedOnce(text: string, { linePrefix, above, tabWidth, step }: Vicinity): string {
  const lead = leadOf(text);
  const near = above.findLast((line) => line.trim() !== "") ?? "";
  const deepest = indentOf(near, tabWidth) + (opensBlock(near) ? indentOf(step, tabWidth) : 0);
  const [written, added] = [indentOf(linePrefix, tabWidth), indentOf(lead, tabWidth)];
  const rest = text.slice(lead.length);
  if (added < 2 || lead === linePrefix || written >= deepest) return rest;
  const wanted = added > deepest - written ? deepest : written + added;
  if (wanted % tabWidth !== 0 && wanted !== deepest) return rest;
  const columns = wanted - written;
  return (step === "\t" ? "\t".repeat(columns / tabWidth) : " ".repeat(columns)) + rest;
}
