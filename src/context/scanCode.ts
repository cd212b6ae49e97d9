import type { Dialect } from "./dialect.ts";

/** Something that was begun and is not ended yet. */
export type Open = {
  /** What ends it: a closing bracket, a quote, `*` + `/`, or a line break. */
  readonly closer: string;
  /** Offset in the scanned code of what began it. */
  readonly index: number;
};

/** What a piece of code leaves behind. */
export type Scanned = {
  /** What is open at its end, the outermost first. */
  readonly open: readonly Open[];
  /** Offsets of the brackets and quotes that ended something begun before the code, or never begun. */
  readonly foreign: readonly number[];
};

const pairs: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);
const brackets: ReadonlySet<string> = new Set(pairs.values());
/** What ends a comment of many lines. */
export const commentEnd = "*/";
const tripled: ReadonlySet<string> = new Set(['"""', "'''"]);
const spansLines: ReadonlySet<string> = new Set(["`", commentEnd, ...tripled]);
/** What can change anything: everything else is passed over at once. */
const inCode = /[()[\]{}"'`/#-]/g;
const inText = /[\\\n"'`*$]/g;

const lifetime = /^'(?!(?:\\[^\n]{1,10}|[^\\'\n])')/u;
const beforeExpression =
  /(?:^|[(,=:[!&|?{};+\-*%~^<>\n]|\b(?:return|typeof|case|in|of|yield|await))[^\S\n]*$/;
const expression = /^\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//;
/** No regular expression that anybody writes is longer; and how far back to look for what stands before one. */
const [longestExpression, lookBack] = [200, 20];

/** Whether what is open is a text or a comment, in which brackets mean nothing. */
export function isText({ closer }: Open): boolean {
  return !brackets.has(closer);
}

/**
 * Goes through code once, forward, and keeps count of brackets, texts and comments. `open` is what was open before it.
 * It knows enough of a language to be right about well-formed code and never slow about any: a text that does not end
 * on its line ends with it, unless the language has texts of many lines.
 */
export function scanCode(code: string, dialect: Dialect, open: readonly Open[] = []): Scanned {
  const scan: Scan = { code, dialect, open: [...open], given: open.length, foreign: [] };
  for (let index = 0; index < code.length;) {
    const top = scan.open.at(-1);
    const text = top !== undefined && isText(top) ? top : undefined;
    const marks = text === undefined ? inCode : inText;
    marks.lastIndex = index;
    const mark = marks.exec(code);
    if (mark === null) break;
    index = mark.index;
    index += text === undefined ? stepInCode(scan, index) : stepInText(scan, index, text.closer);
  }
  return scan;
}

type Scan = {
  readonly code: string;
  readonly dialect: Dialect;
  readonly open: Open[];
  /** How many of the first in `open` were begun before this code. */
  given: number;
  readonly foreign: number[];
};

/** Ends what was begun at a place in `open`, and all that was begun inside it. */
function endFrom(scan: Scan, place: number): void {
  scan.open.length = place;
  scan.given = Math.min(scan.given, place);
}

/** Each step says how many characters it went. */
function stepInText(scan: Scan, index: number, closer: string): number {
  const { code, open } = scan;
  const place = open.length - 1;
  if (code.startsWith(closer, index)) {
    if (place < scan.given && closer !== "\n") scan.foreign.push(index);
    endFrom(scan, place);
    return closer.length;
  }
  if (beginsCode(scan, index, closer)) {
    open.push({ closer: "}", index });
    return 2;
  }
  const character = code[index];
  if (character === "\n" && !spansLines.has(closer)) endFrom(scan, place);
  return character === "\\" && !isComment(closer) ? 2 : 1;
}

function beginsCode({ code, dialect }: Scan, index: number, closer: string): boolean {
  return closer === "`" && dialect.backtick === "template" && code.startsWith("${", index);
}

function isComment(closer: string): boolean {
  return closer === commentEnd || closer === "\n";
}

function stepInCode(scan: Scan, index: number): number {
  const character = scan.code[index] ?? "";
  const closer = pairs.get(character);
  if (closer !== undefined) scan.open.push({ closer, index });
  else if (brackets.has(character)) endBracket(scan, index, character);
  else return stepAtMark(scan, index);
  return 1;
}

function endBracket(scan: Scan, index: number, bracket: string): void {
  const place = scan.open.findLastIndex(({ closer }) => closer === bracket);
  if (place < scan.given) scan.foreign.push(index);
  if (place !== -1) endFrom(scan, place);
}

function stepAtMark(scan: Scan, index: number): number {
  const { code, dialect, open } = scan;
  if (dialect.lineComments.some((mark) => code.startsWith(mark, index))) {
    open.push({ closer: "\n", index });
    return 1;
  }
  if (dialect.blockComments && code.startsWith("/*", index)) {
    open.push({ closer: commentEnd, index });
    return 2;
  }
  return code[index] === "/" ? expressionLength(scan, index) : stepAtQuote(scan, index);
}

function expressionLength({ code, dialect }: Scan, index: number): number {
  if (!dialect.regularExpressions) return 1;
  if (!beforeExpression.test(code.slice(Math.max(0, index - lookBack), index))) return 1;
  return expression.exec(code.slice(index, index + longestExpression))?.[0].length ?? 1;
}

function stepAtQuote(scan: Scan, index: number): number {
  const closer = closerOfText(scan, index);
  if (closer === undefined) return 1;
  scan.open.push({ closer, index });
  return closer.length;
}

/** What ends the text that a character begins; `undefined` when it begins none. */
function closerOfText({ code, dialect }: Scan, index: number): string | undefined {
  const quote = code[index] ?? "";
  const triple = code.slice(index, index + 3);
  if (dialect.tripleQuotes && tripled.has(triple)) return triple;
  if (quote === "'" && dialect.lifetimes && lifetime.test(code.slice(index, index + 14))) return undefined;
  if (quote === "`") return dialect.backtick === "nothing" ? undefined : quote;
  return dialect.quotes.includes(quote) ? quote : undefined;
}
