import { dialectOf } from "../../context/dialect.ts";
import type { ApplyFile } from "./applyFile.ts";
import { mergedText } from "./applyFile.ts";
import type { AskReason } from "./applyPlan.ts";
import { bracketsOf, looseEnds } from "./brackets.ts";
import { declaredName, definitionOf, isAttached } from "./definition.ts";
import type { Gap } from "./gaps.ts";
import { bareName } from "./nameOf.ts";
import { hasLoosePart } from "./looseParts.ts";
import { holdsGap } from "./marker.ts";
import type { Merged } from "./mergedRows.ts";
import { hasOddDepth } from "./oddDepth.ts";
import type { Placement } from "./alignment.ts";
import { blockEnd, countWritten, rowKind, writtenRow } from "./rows.ts";
import { rowsTwice } from "./rowsTwice.ts";

/** A change that would be made, with everything it may be doubted by. */
export type Change = {
  readonly file: ApplyFile;
  readonly placement: Placement;
  readonly merged: Merged;
  /** The rows of the file that it replaces, the last excluded. */
  readonly place: readonly [from: number, to: number];
  readonly after: string;
  /** The answer shows all of the file, also what lies around the place. */
  readonly isWhole?: boolean;
};

/** Rows that an answer may leave out of a place without anybody having to say that they go: alone, and per row put there. */
const [mostLeftOut, replacedAtOnce, replacedPerRow] = [4, 6, 3];
/** So many rows that stay between two places where rows go do not make them two decisions. */
const mostBetween = 2;
/** A row in what is kept that is so much like a new one may be what that replaces. */
const perhapsAlike = 0.6;
/** More rows are not compared with each other; then the rest is unclear. */
const mostCompared = 20_000;

/** Why a change may be other than it was meant; `undefined` when nothing speaks against it. */
export function doubtOf(change: Change): AskReason | undefined {
  if (isIndentUnclear(change) || change.merged.gaps.some((gap) => endsAlike(change, gap)))
    return "indentation";
  if (change.merged.gaps.some((gap) => isRestUnclear(change, gap) || mayBeRest(change, gap)))
    return "unclearRest";
  if (hasLoosePart(change.placement) || keepsWhatComes(change)) return "unclearRest";
  if (change.merged.rows.some((row) => "text" in row && holdsGap(row.text))) return "unclearRest";
  if (change.merged.gaps.some((gap) => leavesOutMuch(change, gap)) || leavesOutInSteps(change))
    return "muchLeftOut";
  return breaks(change) ? "unbalanced" : undefined;
}

/** Whether a row is indented by tabs and then some blanks, which only the rows of a comment are. */
function isBetweenTabs(text: string): boolean {
  return /^\t+ +[^ *]/.test(text);
}

/** Whether both sides of a gap begin or end with the same row at another depth: it is taken for new though it is not. */
function endsAlike({ placement: { snippet, file } }: Change, { s, f, isKept }: Gap): boolean {
  if (isKept || s[0] === s[1] || f[0] === f[1]) return false;
  const isSame = (row: number, other: number): boolean =>
    row !== -1 && other !== -1 && snippet.keys[row] === file.keys[other];
  return (
    isSame(writtenRow(snippet, s[0], 1), writtenRow(file, f[0], 1)) ||
    isSame(writtenRow(snippet, s[1] - 1, -1), writtenRow(file, f[1] - 1, -1))
  );
}

const meant = new Set([
  "python",
  "yaml",
  "haskell",
  "coffeescript",
  "sass",
  "jade",
  "pug",
  "makefile",
  "markdown",
  "fsharp",
  "nim",
  "stylus",
  "haml",
  "slim",
]);

function isIndentUnclear({ file, placement, merged, place }: Change): boolean {
  const { unclear, rows, evidence } = merged;
  const fresh = rows.flatMap((row) => ("text" in row && row.text !== "" ? [row.text] : []));
  if (fresh.some(isBetweenTabs) || (fresh.length > 0 && !placement.isIndentSure)) return true;
  const areBlocksInBraces = !meant.has(file.languageId) && !dialectOf(file.languageId).isProse;
  if (areBlocksInBraces && hasOddDepth(file, placement.snippet, merged, place)) return true;
  if (unclear === 0) return false;
  return meant.has(file.languageId) || rows.every((row) => "kept" in row) || unclear * 5 > evidence.kept;
}

/**
 * Whether rows taken away may be what the placeholder beside them stands for: the row between the two stands at their other
 * end as well.
 */
function mayBeRest({ placement: { snippet, file } }: Change, { s, f, isKept }: Gap): boolean {
  if (isKept || s[0] < s[1] || f[0] === f[1]) return false;
  const isMarkerAt = (row: number): boolean => row !== -1 && snippet.kinds[row] === rowKind.marker;
  const [above, below] = [writtenRow(snippet, s[0] - 1, -1), writtenRow(snippet, s[0], 1)];
  const [first, last] = [writtenRow(file, f[0], 1), writtenRow(file, f[1] - 1, -1)];
  return (
    (isMarkerAt(writtenRow(snippet, above - 1, -1)) && snippet.keys[above] === file.keys[last]) ||
    (below !== -1 &&
      isMarkerAt(writtenRow(snippet, below + 1, 1)) &&
      snippet.keys[below] === file.keys[first])
  );
}

/** Whether new rows beside a placeholder may replace some of what it keeps. */
function isRestUnclear({ placement, file }: Change, { s, f, isKept }: Gap): boolean {
  if (!isKept) return false;
  const { snippet } = placement;
  const rows = Array.from({ length: s[1] - s[0] }, (_, row) => s[0] + row);
  const fresh = rows.filter((row) => snippet.kinds[row] === rowKind.telling);
  const depth = Math.min(...fresh.map((row) => snippet.indents[row] ?? 0));
  const outer = fresh.filter(
    (row) => snippet.indents[row] === depth && !isAttached(snippet.texts[row] ?? ""),
  );
  const level = placement.toFile(depth);
  const kept = file.parts.texts.slice(f[0], f[1]).filter((_, row) => file.rows.indents[f[0] + row] === level);
  if (outer.length * kept.length > mostCompared) return true;
  return outer.some((row) => mayReplace(placement, snippet.texts[row] ?? "", kept));
}

/** Whether a row that a placeholder keeps comes in another order, too. */
function keepsWhatComes({ placement, merged: { gaps }, place: [from, to] }: Change): boolean {
  if (gaps.every(({ isKept }) => !isKept)) return false;
  return rowsTwice(placement, gaps, [from, to]).some((row) => row >= from && row < to);
}

function mayReplace({ similarity }: Placement, text: string, kept: readonly string[]): boolean {
  const leaves = /^\s*(return|raise|throw)\b/.exec(text)?.[1];
  if (leaves !== undefined && kept.at(-1)?.trim().startsWith(leaves) === true) return true;
  return kept.some((row) => similarity(text, row) >= perhapsAlike);
}

function leavesOutMuch(change: Change, gap: Gap): boolean {
  if (gap.isKept) return false;
  const { snippet, file } = change.placement;
  const removed = countWritten(file, gap.f[0], gap.f[1]);
  const added = countWritten(snippet, gap.s[0], gap.s[1]);
  if (added > 0)
    return removed > Math.max(replacedAtOnce, added * replacedPerRow) || losesDefinition(change, gap);
  return removed > mostLeftOut || (removed > 0 && losesName(change, gap));
}

/**
 * Whether rows left out in neighbouring gaps add up to too much: most of a stretch goes, and the few rows of it that stay may
 * be in the answer by chance.
 */
function leavesOutInSteps({ placement: { snippet, file }, merged }: Change): boolean {
  let [removed, added, stays, end] = [0, 0, 0, 0];
  return merged.gaps.some(({ s, f, isKept }) => {
    const between = countWritten(file, end, f[0]);
    stays += between;
    if (isKept || between > mostBetween || stays >= removed) [removed, added, stays] = [0, 0, 0];
    end = f[1];
    if (isKept) return false;
    removed += countWritten(file, f[0], f[1]);
    added += countWritten(snippet, s[0], s[1]);
    return removed > Math.max(replacedAtOnce, added * replacedPerRow);
  });
}

/** Whether a definition goes and others come, or none: what comes may not be meant to replace it. */
function losesDefinition({ placement }: Change, { s, f }: Gap): boolean {
  const { snippet, file } = placement;
  const come = snippet.texts.slice(s[0], s[1]).flatMap((text) => definitionOf(text) ?? []);
  return file.texts.slice(f[0], f[1]).some((text, row) => {
    const name = definitionOf(text);
    if (name === undefined || come.includes(name)) return false;
    return come.length === 0 || blockEnd(file, f[0] + row) <= f[1];
  });
}

/** Whether something that rows taken away declare is still used, and not declared any more. */
function losesName({ file, placement, merged, after, isWhole = false }: Change, gap: Gap): boolean {
  const gone = placement.file.texts.slice(gap.f[0], gap.f[1]);
  const place = isWhole ? after : mergedText(file, merged.rows);
  return gone.some((row) => {
    const definition = definitionOf(row);
    if (definition !== undefined) return isUsedStill(bareName(definition), after);
    return namesGiven(row).some((name) => isUsedStill(name, place));
  });
}

/** The names that a row of code declares or brings in; what a row of data names (`key:`) is not used by name. */
function namesGiven(row: string): readonly string[] {
  const brought =
    /^\s*import\s+(.+?)\s+from\b|^\s*from\s+\S+\s+import\s+(.+)$|^\s*import\s+(?:\w+\.)*(\w+)\s*;?$/.exec(
      row,
    );
  const list = brought?.slice(1).join(" ").trim() ?? "";
  if (list !== "")
    return (list.match(/[A-Za-z_$][\w$]*/g) ?? []).filter((word) => !/^(?:type|as)$/.test(word));
  if (/^\s*"?[\w$.-]+"?\s*:(?!=)/.test(row)) return [];
  const name = declaredName(row);
  return name === undefined ? [] : [name];
}

function isUsedStill(name: string, text: string): boolean {
  const word = new RegExp(`(?<![\\w$])${name.replace(/[^\w]/g, "\\$&")}(?![\\w$])`);
  const rows = text.split("\n").filter((row) => row.includes(name) && word.test(row));
  // Also as a parameter of a function without a name, or by a loop.
  const bound = new RegExp(
    `${word.source}[^()=]*\\)?\\s*=>|\\bfor\\b.*${word.source}.*\\b(?:of|in)\\b|\\bas\\s+${word.source}`,
  );
  const isGiven = rows.some(
    (row) =>
      definitionOf(row)?.endsWith(` ${name}`) === true || namesGiven(row).includes(name) || bound.test(row),
  );
  return rows.length > 0 && !isGiven;
}

function breaks({ file, merged, place, after }: Change): boolean {
  const { languageId, text, errors } = file;
  if (!dialectOf(languageId).isProse) {
    const [head, tail] = keptEnds(merged.rows, place);
    const before = file.parts.texts.slice(place[0] + head, place[1] - tail).join("\n");
    const fresh = mergedText(file, merged.rows.slice(head, merged.rows.length - tail));
    const isSame = bracketsOf(before, languageId) === bracketsOf(fresh, languageId);
    if (!isSame && looseEnds(after, languageId) >= looseEnds(text, languageId)) return true;
  }
  const [had, has] = [errors(text), errors(after)];
  return had !== undefined && has !== undefined && has > had;
}

/** How many rows at either end of a place stay where they are. */
function keptEnds(rows: Merged["rows"], [from, to]: readonly [number, number]): readonly [number, number] {
  const isKept = (at: number, row: number): boolean => {
    const merged = rows[at];
    return merged !== undefined && "kept" in merged && merged.kept === row;
  };
  let [head, tail] = [0, 0];
  while (isKept(head, from + head)) head += 1;
  while (head + tail < Math.min(rows.length, to - from) && isKept(rows.length - 1 - tail, to - 1 - tail))
    tail += 1;
  return [head, tail];
}
