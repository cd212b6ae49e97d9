import { saysSomething } from "../saysSomething.ts";
import { opensBlock } from "../scope.ts";
import { isInText, type Vicinity } from "../vicinity.ts";

/** A line so long, in characters, says by itself that a text has come to what stands below. */
const tellingLength = 12;

/** Leaves out the lines at the end of a text that stand below the position already; blank lines count for nothing. */
export function withoutSuffix(text: string, vicinity: Vicinity): string {
  const lines = text.split("\n");
  const below = vicinity.below.map((line) => line.trimEnd()).filter((line) => line !== "");
  for (let index = 1; index < lines.length; index += 1) {
    if (isBelow(lines.slice(index), below, isInText(vicinity)))
      return lines.slice(0, index).join("\n").trimEnd();
  }
  return text;
}

/** Closers alone are below only in a text: in code they may close what the text opened, and `balanced` knows. */
function isBelow(lines: readonly string[], below: readonly string[], isText: boolean): boolean {
  const written = lines.map((line) => line.trimEnd()).filter((line) => line !== "");
  const differs = written.findIndex((line, index) => line !== below[index]);
  const count = differs === -1 ? written.length : differs;
  const same = written.slice(0, count).filter((line) => saysSomething(line) || opensBlock(line));
  if (same.length > 1 || same.some((line) => line.trim().length >= tellingLength)) return true;
  if (count === written.length) return count > 0 && (same.length > 0 || isText);
  return count === written.length - 1 && isBegun(written[count] ?? "", below[count] ?? "");
}

/** Whether a line is one below as far as it was written: a few characters of it, or what it opens with. */
function isBegun(line: string, whole: string): boolean {
  const text = line.trim();
  return whole.startsWith(line) && ((text.length > 2 && saysSomething(text)) || /^[([{]+$/.test(text));
}
