import type { Vicinity } from "../vicinity.ts";

/** A line so long, in characters, says by itself that a text has come to what stands below. */
const tellingLength = 12;

/** Leaves out the lines at the end of a text that stand below the position already; blank lines count for nothing. */
export function withoutSuffix(text: string, vicinity: Vicinity): string {
  const lines = text.split("\n");
  const below = vicinity.below.map((line) => line.trimEnd()).filter((line) => line !== "");
  for (let index = 1; index < lines.length; index += 1) {
    if (isBelow(lines.slice(index), below)) return lines.slice(0, index).join("\n").trimEnd();
  }
  return text;
}

function isBelow(lines: readonly string[], below: readonly string[]): boolean {
  const written = lines.map((line) => line.trimEnd()).filter((line) => line !== "");
  const differs = written.findIndex((line, index) => line !== below[index]);
  const count = differs === -1 ? written.length : differs;
  const same = written.slice(0, count).filter((line) => /\w/.test(line));
  if (same.length > 1 || same.some((line) => line.trim().length >= tellingLength)) return true;
  return isToTheEnd(written, below, count) && (same.length > 0 || count < written.length);
}

/** Whether everything is below, the last line perhaps only as far as it was written. */
function isToTheEnd(written: readonly string[], below: readonly string[], count: number): boolean {
  if (written.length === 0 || count < written.length - 1) return false;
  if (count === written.length) return true;
  const [last = "", whole = ""] = [written[count], below[count]];
  return last.trim().length > 2 && /\w/.test(last) && whole.startsWith(last);
}
