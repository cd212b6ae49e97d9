import { onlyCloses } from "../context/onlyCloses.ts";
import { dialectOf, type Dialect } from "../context/dialect.ts";
import { indentOf, stepOf } from "../context/indentation.ts";
import { commentEnd, isText, scanCode, type Open } from "../context/scanCode.ts";
import type { Site } from "./site.ts";

/** What stands around a site, as far as anybody looks: a bounded part of the document, however large that is. */
export type Vicinity = {
  /** What stands before the position on its line; of a giant line its end. */
  readonly linePrefix: string;
  /** What stands behind the position on its line; of a giant line its beginning. */
  readonly lineSuffix: string;
  /** The lines above, the nearest last. */
  readonly above: readonly string[];
  /** The lines below, the nearest first. */
  readonly below: readonly string[];
  readonly dialect: Dialect;
  /** One step of indentation, as the document writes it. */
  readonly step: string;
  /** Columns of a tab. */
  readonly tabWidth: number;
  /** What is open at the position, the outermost first. */
  readonly open: readonly Open[];
  /** The innermost of `open`, which nothing behind the position ends: a completion may. */
  readonly owed: readonly Open[];
  /** What is open as far as the line is concerned: in a comment, or a text of many lines, its words are read as code. */
  readonly onLine: { readonly open: readonly Open[]; readonly owed: readonly Open[] };
};

/** Characters before and behind the position that are looked at. */
const [charactersAbove, charactersBelow] = [16_000, 4_000];

/** Looks around a site. Lines come without their line breaks. */
export function vicinityOf({ prefix, suffix, languageId }: Site): Vicinity {
  const dialect = dialectOf(languageId);
  const before = beginAtCode(prefix.slice(-charactersAbove), prefix.length > charactersAbove);
  const above = before.split(/\r?\n/);
  const below = suffix.slice(0, charactersBelow).split(/\r?\n/);
  const linePrefix = above.pop() ?? "";
  const lineSuffix = below.shift() ?? "";
  const step = stepOf([...above, linePrefix, ...below]) ?? dialect.indentation;
  const tabWidth = step === "\t" ? 4 : step.length;
  const { open } = scanCode(before, dialect);
  const isPart = suffix.length > charactersBelow;
  const owed = owedAt({ before, lineSuffix, below, dialect, open, tabWidth, isPart });
  const onLine = openOnLine({ before, lineSuffix, dialect, open, owed });
  return { linePrefix, lineSuffix, above, below, dialect, step, tabWidth, open, owed, onLine };
}

/** Whether only what closes stands behind the position on its line: a completion may have several lines. */
export function mayGrowLines({ lineSuffix }: Pick<Vicinity, "lineSuffix">): boolean {
  return onlyCloses(lineSuffix);
}

/** Whether the position is in a text or a comment. */
export function isInText({ open }: Pick<Vicinity, "open">): boolean {
  const innermost = open.at(-1);
  return innermost !== undefined && isText(innermost);
}

/** In code that is what is open; in a text that was begun on the line also what is open in it. */
function openOnLine({ before, lineSuffix, dialect, open, owed }: OnLine): Vicinity["onLine"] {
  const innermost = open.at(-1);
  if (innermost === undefined || !isText(innermost)) return { open, owed };
  const lineStart = before.lastIndexOf("\n") + 1;
  const isBegun = innermost.index >= lineStart;
  const comment = /^(?:\s*[/*#]+|--)/;
  const content = before.slice(isBegun ? innermost.index + (isQuote(innermost) ? 1 : 0) : lineStart);
  const inner = scanCode(isQuote(innermost) ? content : content.replace(comment, ""), dialect).open;
  const left = Math.max(0, inner.length - scanCode(lineSuffix, dialect, inner).foreign.length);
  const innerOwed = inner.slice(inner.length - left);
  return isBegun && isQuote(innermost)
    ? { open: [...open, ...inner], owed: [...owed, ...innerOwed] }
    : { open: inner, owed: innerOwed };
}

type OnLine = Pick<Vicinity, "lineSuffix" | "dialect" | "open" | "owed"> & { readonly before: string };

function isQuote({ closer }: Open): boolean {
  return /^["'`]/.test(closer);
}

/** A part of a document begins in the middle of something: what stands before its first unindented line says little. */
function beginAtCode(part: string, isPart: boolean): string {
  if (!isPart) return part;
  const start = /\n(?=[\w@#<$])/.exec(part)?.index;
  return start === undefined ? part : part.slice(start + 1);
}

type Behind = Pick<Vicinity, "lineSuffix" | "below" | "dialect" | "open" | "tabWidth"> & {
  readonly before: string;
  /** Whether `below` ends before the document does. */
  readonly isPart: boolean;
};

/** What is open before the position and not closed behind it. */
function owedAt(behind: Behind): readonly Open[] {
  const { lineSuffix, below, dialect, isPart } = behind;
  const open = openBelow(behind);
  const after = [lineSuffix, ...below].join("\n");
  const [first] = scanCode(after, dialect, open).foreign;
  if (first !== undefined) return behind.open.slice(closedBy(behind, after, first) + 1);
  return isPart ? leftBy(behind) : behind.open;
}

/**
 * What is open below: a text or comment that was begun on the position's line and is not ended on it is only half written,
 * and nothing below is in it, unless the next line goes on as comments do.
 */
function openBelow({ before, lineSuffix, below, open }: Behind): readonly Open[] {
  const innermost = open.at(-1);
  if (innermost === undefined || innermost.index <= before.lastIndexOf("\n")) return open;
  if (innermost.closer === commentEnd && below.find(isWritten)?.trimStart().startsWith("*") === true)
    return open;
  const isHalf = isQuote(innermost) || innermost.closer === commentEnd;
  return isHalf && !lineSuffix.includes(innermost.closer) ? open.slice(0, -1) : open;
}

function isWritten(line: string): boolean {
  return line.trim() !== "";
}

/** Which of the open ones is closed first: the innermost of its kind, on a line as indented if the closer leads its own. */
function closedBy({ before, lineSuffix, open, tabWidth }: Behind, after: string, first: number): number {
  const isSame = ({ closer }: Open): boolean => after.startsWith(closer, first);
  const column = indentOf(lineOf(after, first), tabWidth);
  const isAligned = (each: Open): boolean =>
    isSame(each) && indentOf(lineOf(before, each.index), tabWidth) === column;
  const leads = first > lineSuffix.length && lineOf(after, first).trim().length === 1;
  const aligned = leads ? open.findLastIndex(isAligned) : -1;
  return aligned === -1 ? open.findLastIndex(isSame) : aligned;
}

/** Without a closer in sight: what was opened on a line no less indented than the next one is left open by it. */
function leftBy({ before, below, open, tabWidth }: Behind): readonly Open[] {
  const next = below.find(isWritten) ?? "";
  const column = indentOf(next, tabWidth);
  return open.slice(
    open.findLastIndex(({ index }) => indentOf(lineOf(before, index), tabWidth) < column) + 1,
  );
}

function lineOf(text: string, index: number): string {
  return text.slice(text.lastIndexOf("\n", index - 1) + 1, index + 1);
}
