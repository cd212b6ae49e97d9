import type { Fitting } from "../site.ts";
import type { Vicinity } from "../vicinity.ts";

/** So many lines above and below are looked at. */
const near = 3;
/** A line so long, in characters, is also recognised when another one stands between. */
const tellingLength = 12;
/** The share of two lines, in one place, by which they may differ and yet say the same. */
const tolerance = 0.05;

/** Whether the lines that a text makes stand right above or below already. */
export function isDuplicate({ text, replaced }: Fitting, vicinity: Vicinity): boolean {
  const { linePrefix, lineSuffix } = vicinity;
  const whole = `${text.startsWith("\n") ? "" : linePrefix}${text}${lineSuffix.slice(replaced)}`;
  const lines = written(whole.split("\n"));
  const below = written(vicinity.below.slice(0, 4 * near)).slice(0, near);
  const above = written(vicinity.above.slice(-4 * near)).slice(-near);
  if (lines.length === 0 || lines.length > near || !lines.some((line) => /\w{2}/.test(line))) return false;
  const [only = ""] = lines;
  if (lines.length === 1 && only.length >= tellingLength)
    return [...above, ...below].some((line) => isAlike(line, only));
  return isSame(lines, below.slice(0, lines.length)) || isSame(lines, above.slice(-lines.length));
}

function written(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

function isSame(lines: readonly string[], others: readonly string[]): boolean {
  return lines.length === others.length && lines.every((line, index) => isAlike(line, others[index] ?? ""));
}

/** The same words, and nearly the same between them: another word would be something new. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const words = (line: string): string => (line.match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");
  const length = Math.max(one.length, other.length);
  if (Math.abs(one.length - other.length) > tolerance * length || words(one) !== words(other)) return false;
  let begin = 0;
  while (begin < one.length && one[begin] === other[begin]) begin += 1;
  let end = 0;
  while (end < one.length - begin && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return length - begin - end <= tolerance * length;
}
