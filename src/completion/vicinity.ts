import { dialectOf, type Dialect } from "./dialect.ts";
import { indentOf, stepOf } from "./indentation.ts";
import { isText, scanCode, type Open } from "./scanCode.ts";
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
  /** Those of the innermost of `open` that nothing behind the position closes: a completion may. */
  readonly owed: readonly Open[];
  /** `open`, and in a text or a comment also the brackets and quotes that are open on the position's line inside of it. */
  readonly inside: readonly Open[];
};

/** Characters before and behind the position that are looked at. */
const [charactersAbove, charactersBelow] = [16_000, 4_000];
/** What stands behind the position on its line and does not keep a completion from having several lines. */
const closing = /^\s*[)>}\]"'`;,:]*\s*$/;

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
  const inside = [...open, ...openInText(before, open, dialect)];
  return { linePrefix, lineSuffix, above, below, dialect, step, tabWidth, open, owed, inside };
}

/** Whether only what closes stands behind the position on its line: a completion may have several lines. */
export function mayGrowLines({ lineSuffix }: Pick<Vicinity, "lineSuffix">): boolean {
  return closing.test(lineSuffix);
}

/** Whether the position is in a text or a comment. */
export function isInText({ open }: Pick<Vicinity, "open">): boolean {
  const innermost = open.at(-1);
  return innermost !== undefined && isText(innermost);
}

/** What is open in the text or comment that the position is in, on its line, read as if that were code. */
function openInText(before: string, open: readonly Open[], dialect: Dialect): readonly Open[] {
  const innermost = open.at(-1);
  if (innermost === undefined || !isText(innermost)) return [];
  const lineStart = before.lastIndexOf("\n") + 1;
  const content = before.slice(Math.max(lineStart, innermost.index)).replace(/^\s*(?:["'`]+|[/*#]+|--)/, "");
  return scanCode(content, dialect).open;
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
  if (first !== undefined) return open.slice(closedBy(behind, after, first) + 1).filter(isBracket);
  return isPart ? leftBy(behind).filter(isBracket) : open.filter(isBracket);
}

/** A text that was begun on the position's line and is not ended on it is only half written: nothing below is in it. */
function openBelow({ before, lineSuffix, open }: Behind): readonly Open[] {
  const innermost = open.at(-1);
  const isHalf =
    innermost !== undefined &&
    /["'`]/.test(innermost.closer) &&
    innermost.index > before.lastIndexOf("\n") &&
    !lineSuffix.includes(innermost.closer);
  return isHalf ? open.slice(0, -1) : open;
}

function isBracket(each: Open): boolean {
  return !isText(each);
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
  const next = below.find((line) => line.trim() !== "") ?? "";
  const column = indentOf(next, tabWidth);
  return open.slice(
    open.findLastIndex(({ index }) => indentOf(lineOf(before, index), tabWidth) < column) + 1,
  );
}

function lineOf(text: string, index: number): string {
  return text.slice(text.lastIndexOf("\n", index - 1) + 1, index + 1);
}
