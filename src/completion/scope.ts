import { words, type Dialect } from "../context/dialect.ts";
import { indentOf } from "../context/indentation.ts";
import { isText, scanCode, type Open } from "../context/scanCode.ts";
import { isInText, mayGrowLines, type Vicinity } from "./vicinity.ts";

/** Judges the lines of a completion one after the other, the rest of the position's own line first. */
export type Scope = {
  /** Whether the next line belongs to what was begun at the position; after one that does not, none does. */
  readonly add: (line: string) => boolean;
  /** Whether a line that begins so will be outside, however it goes on. Remembers nothing. */
  readonly excludes: (beginning: string) => boolean;
};

const continues =
  /^(?:(?:else|elif|elsif|except|finally|catch|rescue|ensure|where)\b|(?:end|endif|fi|done|esac)[;,)\s]*$)/;
const label = /^(?:case\b|default\b|[A-Za-z_]\w*:(?!:))/;
/** As those write it who give the brace that opens a block a line of its own. */
const loneBrace = /^\{\s*(?:\/[/*].*)?$/;
const closingFirst = /^[)\]}]/;
const decided = /^(?:[^\w\s)\]}{]|\w+\W)/;

/**
 * What a completion at the position may take in: one line where code stands behind the position; where the position is
 * at the end of a block that was begun close above, the rest of that block up to a blank line; otherwise the statement
 * that is begun at the position, with the block it opens. Never more than `mostLines` lines with text.
 *
 * What is inside depends only on the document and on the lines before, so that the rest of a completion, its beginning
 * typed by hand, is judged as it was before.
 */
export function openScope(vicinity: Vicinity, mostLines: number): Scope {
  const growsLines = mayGrowLines(vicinity) && !endsTextHere(vicinity);
  const isBlank = vicinity.linePrefix.trim() === "";
  const open = pending(vicinity);
  const state: State = {
    vicinity,
    floor: floorOf(vicinity),
    dialect: isInText(vicinity) && open.length === 0 ? words : vicinity.dialect,
    open,
    beginning: isBlank ? "anywhere" : undefined,
    isFirst: true,
    isOver: false,
    left: growsLines ? mostLines : 1,
  };
  return {
    add: (line) => {
      const belongs = !state.isOver && (line.trim() === "" ? addBlank(state, line) : addCode(state, line));
      state.isOver ||= !belongs;
      state.isFirst = false;
      return belongs;
    },
    excludes: (beginning) =>
      state.isOver || (decided.test(beginning.trimStart()) && !mayHold(state, beginning)),
  };
}

/** Whether the position is in a text that ends on its line. */
function endsTextHere({ open, lineSuffix, dialect }: Vicinity): boolean {
  const innermost = open.at(-1);
  const isInside = innermost !== undefined && isText(innermost);
  return isInside && scanCode(lineSuffix, dialect, open).foreign.length > 0;
}

type State = {
  readonly vicinity: Vicinity;
  /** The indentation, in columns, at which what was begun ends. */
  readonly floor: number;
  readonly dialect: Dialect;
  /** What the lines so far have left open, and what the document has and nothing behind the position closes. */
  open: readonly Open[];
  /** Where the first line of code may stand; `undefined` once there is one. */
  beginning: "anywhere" | "atFloor" | "below" | undefined;
  isFirst: boolean;
  isOver: boolean;
  /** Lines with text that may still come. */
  left: number;
};

/** What a completion may end: what the document leaves open, and what it ends on the position's own line. */
function pending({ open, owed, lineSuffix, dialect }: Vicinity): readonly Open[] {
  const endedHere = scanCode(lineSuffix, dialect, open).foreign.length;
  return open.slice(open.length - Math.min(open.length, Math.max(owed.length, endedHere)));
}

/** The line may be the last that belongs. */
function addCode(state: State, line: string): boolean {
  if (!mayHold(state, line)) return false;
  advance(state, line);
  state.left -= 1;
  state.beginning = undefined;
  state.isOver = state.left <= 0 || (!state.isFirst && endsBlock(state, line));
  return true;
}

/** A blank line ends what is complete. Before the first code it ends nothing; at first it is the end of a line. */
function addBlank(state: State, line: string): boolean {
  const { vicinity, isFirst, open, beginning } = state;
  if (!isFirst && beginning === undefined && open.length === 0) return false;
  if (isFirst && beginning === undefined) state.beginning = beginningBelow(vicinity);
  advance(state, line);
  return true;
}

function beginningBelow(vicinity: Vicinity): State["beginning"] {
  if (opensBlock(vicinity.linePrefix)) return "below";
  return isInExpression(vicinity) ? "anywhere" : "atFloor";
}

function advance(state: State, line: string): void {
  state.open = scanCode(`${line}\n`, state.dialect, state.open).open;
}

function mayHold(state: State, line: string): boolean {
  const { vicinity, floor, open, beginning, isFirst } = state;
  const innermost = open.at(-1);
  if (isFirst || beginning === "anywhere" || (innermost !== undefined && isText(innermost))) return true;
  const indent = indentOf(line, vicinity.tabWidth);
  if (indent !== floor) return indent > floor;
  const isStatement = floor === indentOf(vicinity.linePrefix, vicinity.tabWidth);
  return (isStatement && beginning === "atFloor") || holdsAtFloor(open, line.trim());
}

/** A line that is as little indented as what was begun goes on with it only if something there says so. */
function holdsAtFloor(open: readonly Open[], text: string): boolean {
  if (continues.test(text) || loneBrace.test(text)) return true;
  if (closingFirst.test(text)) return open.length > 0 || /[{([]$/.test(text);
  return open.at(-1)?.closer === "}" && label.test(text);
}

/** A closer at the indentation of what was begun is its last line, unless it opens again. */
function endsBlock({ open, vicinity, floor }: State, line: string): boolean {
  const isAtFloor = indentOf(line, vicinity.tabWidth) <= floor;
  return isAtFloor && open.length === 0 && closingFirst.test(line.trim());
}

/** Whether a line opens what the lines below it fill: it ends with a bracket, an arrow, or the colon of a block or label. */
export function opensBlock(line: string): boolean {
  return /(?:[{([:]|=>)\s*$/.test(line);
}

/**
 * Whether the position's line goes on: whoever puts a blank behind something that is not complete does not end it. Where
 * sentences have several lines, nobody can tell.
 */
export function isInExpression(vicinity: Vicinity): boolean {
  const { linePrefix } = vicinity;
  const code = linePrefix.trimEnd();
  if (code.endsWith(".")) return true;
  return code !== linePrefix && !/[;{})\]>:]$/.test(code) && !mayBreak(vicinity);
}

/** Whether a text or comment that the position is in has several lines, or may have. */
function mayBreak({ open }: Vicinity): boolean {
  const innermost = open.at(-1);
  return innermost !== undefined && isText(innermost) && !/^["']$/.test(innermost.closer);
}

/**
 * The indentation that ends a completion: that of the position's line; or, where nothing follows in its block and the
 * block was begun by the line just above its lines, that of the line that began it, and so on outwards.
 */
function floorOf(vicinity: Vicinity): number {
  const { linePrefix, above, below, tabWidth } = vicinity;
  const isOpening = linePrefix.trim() !== "" && opensBlock(linePrefix);
  const next = below.find((line) => line.trim() !== "");
  const nextIndent = next === undefined ? -1 : indentOf(next, tabWidth);
  let level = indentOf(linePrefix, tabWidth);
  let [floor, hasSibling] = [level, false];
  for (const line of above.toReversed()) {
    if (line.trim() === "" || nextIndent >= level) break;
    const indent = indentOf(line, tabWidth);
    if (indent >= level) hasSibling = true;
    else if (hasSibling || isOpening || opensBlock(line)) [floor, level] = [indent, indent];
    else break;
  }
  return floor;
}
