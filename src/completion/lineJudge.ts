import { hasFences, isFence } from "./fence.ts";
import { openScope, type Scope } from "./scope.ts";
import { saysSomething } from "./saysSomething.ts";
import type { Vicinity } from "./vicinity.ts";

/**
 * What a line of an answer means for it. `within`: it belongs. `passed`: it belongs to nothing and ends nothing. `outside`:
 * the suggestion ends before it, and the answer goes on. `over`: it ends before it, and nothing of use follows. `again`:
 * it ends before it, unless it turns out to be `lost`: the answer says the same again and again.
 */
export type Verdict = "within" | "passed" | "outside" | "over" | "again" | "lost";

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
    matched: 0,
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
  /** How many lines in a row were those below. */
  matched: number;
};

function judge(state: State, line: string): Verdict {
  const text = line.trim();
  if (!state.keepsFences && isFence(line)) return state.previous === "" ? "passed" : "over";
  if (continuesEcho(state, line)) return "passed";
  if (hasComeBelow(state, text)) return "over";
  const isAgain = comesAgain(state, line);
  if (state.equal >= lostAfter) return "lost";
  const belongs = addLine(state, line);
  if (belongs) return "within";
  return isAgain ? "again" : "outside";
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

/** Hands a line to the scope; lines that were taken for an echo and are none go first. */
function addLine(state: State, line: string): boolean {
  const { scope, echo, vicinity } = state;
  const own = vicinity.linePrefix.trim();
  const isEcho = echo.next === vicinity.above.length && line.trimStart().startsWith(own);
  const lines = isEcho ? [line.trimStart().slice(own.length)] : [...echo.lines, line];
  state.echo = { lines: [], next: undefined };
  state.count += 1;
  return lines.map((each) => scope.add(each)).every((belonging) => belonging !== "outside");
}

function hasComeBelow(state: State, text: string): boolean {
  if (text === "" || state.count === 0) return false;
  const isNext = text === state.below[state.matched];
  state.matched = isNext ? state.matched + 1 : text === state.below[0] ? 1 : 0;
  if (state.matched === 0 || !/\w/.test(text)) return false;
  return text.length >= tellingLength || state.matched > 1;
}
