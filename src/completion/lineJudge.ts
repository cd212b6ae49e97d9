import { hasFences, isFence } from "./fence.ts";
import { openScope, type Scope } from "./scope.ts";
import { saysSomething } from "./saysSomething.ts";
import type { Vicinity } from "./vicinity.ts";

/**
 * What a line of an answer means for it. `within`: it belongs. `passed`: it belongs to nothing and ends nothing. `outside`:
 * the suggestion ends before it, and the answer goes on. `again`: the same, unless it turns out to be `lost`: the answer
 * says the same again and again. `over`: the suggestion ends so many lines before it, and nothing of use follows.
 */
export type Verdict =
  | { readonly kind: "within" | "passed" | "outside" | "again" | "lost" }
  | { readonly kind: "over"; readonly linesBefore: number };

/** Judges the lines of an answer as they come. */
export type LineJudge = {
  readonly judge: (line: string) => Verdict;
  /** Whether a line that begins so is outside, however it goes on. Remembers nothing. */
  readonly excludes: (beginning: string) => boolean;
};

/** So many equal lines in a row, and a model has lost its way. */
const lostAfter = 4;
/** A line so long, in characters, says by itself that the answer has come to the lines below. */
const tellingLength = 12;

/** Judges the lines of one answer. Each costs as much as it is long. */
export function createLineJudge(
  vicinity: Vicinity,
  options: { readonly mostLines: number; readonly keepsFences: boolean },
): LineJudge {
  const state: State = {
    vicinity,
    scope: openScope(vicinity, options.mostLines),
    below: vicinity.below.map((line) => line.trim()).filter((line) => line !== ""),
    keepsFences: options.keepsFences || hasFences(vicinity),
    echo: { lines: [], next: undefined },
    count: 0,
    previous: "",
    equal: 1,
    matched: { count: 0, lines: 0 },
  };
  return {
    judge: (line) => judge(state, line),
    excludes: (beginning) =>
      state.count > 0 &&
      state.echo.lines.length === 0 &&
      state.scope.excludes(beginning) &&
      !state.previous.startsWith(beginning),
  };
}

type State = {
  readonly vicinity: Vicinity;
  readonly scope: Scope;
  /** The lines with text below the position, trimmed. */
  readonly below: readonly string[];
  readonly keepsFences: boolean;
  /** Lines that only repeat what stands above, and the one above that would come next. */
  echo: { readonly lines: readonly string[]; readonly next: number | undefined };
  /** How many lines were judged by the scope. */
  count: number;
  /** The last line with text, and how often it came in a row. */
  previous: string;
  equal: number;
  /** How many lines with text in a row were those below, and how many lines that were with the blank ones. */
  matched: { readonly count: number; readonly lines: number };
};

function judge(state: State, line: string): Verdict {
  if (!state.keepsFences && isFence(line))
    return state.previous === "" ? { kind: "passed" } : { kind: "over", linesBefore: 0 };
  const isAgain = comesAgain(state, line);
  if (continuesEcho(state, line)) return { kind: "passed" };
  if (hasComeBelow(state, line.trim())) return { kind: "over", linesBefore: state.matched.lines - 1 };
  if (state.equal >= lostAfter) return { kind: "lost" };
  if (addLine(state, line)) return { kind: "within" };
  return { kind: isAgain ? "again" : "outside" };
}

/** Whether a line says what the last one said, as it stands in the document; remembers it for the next. */
function comesAgain(state: State, line: string): boolean {
  if (line.trim() === "") return false;
  const whole = (state.previous === "" ? state.vicinity.linePrefix : "") + line.trimEnd();
  const isAgain = whole === state.previous && saysSomething(whole);
  state.equal = isAgain ? state.equal + 1 : 1;
  state.previous = whole;
  return isAgain;
}

/** Whether the answer, before anything else, says again the lines above the position. */
function continuesEcho(state: State, line: string): boolean {
  const { vicinity, echo, count } = state;
  if (count > 0) return false;
  const text = line.trim();
  const isNext = (above: string): boolean => above.trim() === text;
  const at =
    echo.next ?? (text.length < tellingLength ? -1 : vicinity.above.findLastIndex((above) => isNext(above)));
  if (at === -1 || !isNext(vicinity.above[at] ?? "\n")) return false;
  state.echo = { lines: [...echo.lines, line], next: at + 1 };
  return true;
}

/**
 * Hands a line to the scope, the first without the position's line if it says that again; lines that were taken for an
 * echo and are none go first.
 */
function addLine(state: State, line: string): boolean {
  const { scope, echo, vicinity } = state;
  const own = vicinity.linePrefix.trim();
  const isFirst =
    echo.next === undefined ? state.count === 0 && own !== "" : echo.next === vicinity.above.length;
  const isEcho = isFirst && line.trimStart().startsWith(own);
  const lines = isEcho ? [line.trimStart().slice(own.length)] : [...echo.lines, line];
  state.echo = { lines: [], next: undefined };
  state.count += 1;
  return lines.map((each) => scope.add(each)).every((belongs) => belongs);
}

/** Whether the answer has come to the lines below: one that is long enough to tell, or two in a row. */
function hasComeBelow(state: State, text: string): boolean {
  const { matched, below, count } = state;
  if (count === 0) return false;
  if (text === "") {
    if (matched.count > 0) state.matched = { ...matched, lines: matched.lines + 1 };
    return false;
  }
  if (text === below[matched.count]) state.matched = { count: matched.count + 1, lines: matched.lines + 1 };
  else state.matched = text === below[0] ? { count: 1, lines: 1 } : { count: 0, lines: 0 };
  if (state.matched.count === 0 || !saysSomething(text)) return false;
  return text.length >= tellingLength || state.matched.count > 1;
}
