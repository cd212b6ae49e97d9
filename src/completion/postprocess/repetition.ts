import { saysSomething } from "../saysSomething.ts";

/** Lines of the longest group that is recognised when it comes again, and characters within a line. */
const longest = { lines: 8, characters: 40 };
/** So many times the same from the first line on, and the whole answer is worth nothing. */
const lostAfter = 4;
/** A line that says the same so often, over so many characters, says nothing. */
const loop = { times: 8, characters: 40 };

/** Whether a text says the same again and again from its first line on, of which `linePrefix` is there already. */
export function isLost(text: string, linePrefix: string): boolean {
  const lines = (linePrefix + text.trim()).split("\n");
  const found = repeatedEnd(lines);
  if (found !== undefined && found.start === 0 && found.times >= lostAfter) return true;
  return isLoop(text.trim().split("\n")[0] ?? "");
}

/** A text that says its last lines once, and nothing of a line below the first in which it was lost. */
export function withoutRepetition(text: string, linePrefix: string): string {
  const lines = (linePrefix + text).split("\n");
  const looping = lines.findIndex((line, index) => index > 0 && isLoop(line));
  const sane = looping === -1 ? lines : lines.slice(0, looping);
  const found = repeatedEnd(sane);
  return (found === undefined ? sane : sane.slice(0, found.start + found.period))
    .join("\n")
    .slice(linePrefix.length);
}

type Repeated = { readonly start: number; readonly period: number; readonly times: number };

/** The smallest group of lines that the end of a text repeats; its last line may be cut. */
function repeatedEnd(lines: readonly string[]): Repeated | undefined {
  for (let period = 1; period <= Math.min(longest.lines, lines.length / 2); period += 1) {
    const found = repeatedBy(lines, period) ?? repeatedBy(withoutCutLine(lines, period), period);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutCutLine(lines: readonly string[], period: number): readonly string[] {
  const last = lines.at(-1) ?? "";
  const isCut = last.trim() !== "" && lines.at(-1 - period)?.startsWith(last) === true;
  return isCut ? lines.slice(0, -1) : [];
}

function repeatedBy(lines: readonly string[], period: number): Repeated | undefined {
  let same = 0;
  while (same + period < lines.length && lines.at(-1 - same) === lines.at(-1 - same - period)) same += 1;
  const times = Math.floor(same / period) + 1;
  return times > 1 && lines.slice(-period).some(saysSomething)
    ? { start: lines.length - times * period, period, times }
    : undefined;
}

function isLoop(line: string): boolean {
  const end = line.length - 1;
  for (let period = 1; period <= Math.min(longest.characters, line.length / loop.times); period += 1) {
    let same = 0;
    while (same + period <= end && line[end - same] === line[end - same - period]) same += 1;
    const length = same + period;
    const isLong = length >= loop.characters && length >= loop.times * period;
    if (isLong && /\w/.test(line.slice(-period))) return true;
  }
  return false;
}
