import { withRows, type ApplyFile } from "./applyFile.ts";
import type { ApplyEvidence, ApplyPlan, Place } from "./applyPlan.ts";
import { looseEnds } from "./brackets.ts";
import type { Edit, EditRow } from "./diffEdits.ts";
import { dialectOf } from "../../context/dialect.ts";
import { blanks, indentMap, indentStyle } from "./indentMap.ts";
import { joinSplices, keptRows, type Splice } from "./joinSplices.ts";
import type { MergedRow } from "./mergedRows.ts";
import { readRows, rowKind, type Rows } from "./rows.ts";

/** Every place that holds what an edit says was there, as its rows in the file. */
type Found = readonly (readonly number[])[];

/** More places are not offered. */
const mostPlaces = 8;

/**
 * Plans what becomes of a file by edits that say what was there before. Each has to be found, and in one place: the only one
 * that holds its old rows, the one at the very row that a diff names, or (`at`) the one that a person chose. A choice is for
 * the edits that are not sure and have that place among theirs.
 */
export function planEdits(file: ApplyFile, edits: readonly Edit[], at?: Place): ApplyPlan {
  const splices: Splice[] = [];
  const evidence = { kept: 0, changed: 0, added: 0, removed: 0 };
  for (const edit of edits) {
    const old = readRows(
      oldRows(edit).map(({ text }) => text),
      file.table,
    );
    const found = findOld(file.rows, old);
    const [rows, ...others] = meantPlaces(found, edit, at);
    if (rows === undefined) {
      const place = namedPlace(file, edit);
      if (place === undefined || !isSamePlace(place, at))
        return { kind: "ask", reason: "noPlace", places: place === undefined ? [] : [place] };
      splices.push(insertionOf(file, edit, place));
      count(evidence, edit);
      continue;
    }
    if (others.length > 0)
      return { kind: "ask", reason: "twoPlaces", places: found.slice(0, mostPlaces).map(placeOf) };
    splices.push(spliceOf(file, edit, rows));
    count(evidence, edit);
  }
  const plan = result(file, splices, evidence);
  if (plan.kind !== "applied" || at !== undefined || !breaksBrackets(file, plan.after)) return plan;
  return { kind: "ask", reason: "unbalanced", places: placesOf(splices) };
}

function oldRows({ rows }: Edit): readonly EditRow[] {
  return rows.filter(({ op, text }) => op !== "+" && text.trim() !== "");
}

/** The places that an edit is for, one if it is known which. */
function meantPlaces(found: Found, { line }: Edit, at: Place | undefined): Found {
  const named = found.filter((rows) => rows[0] === (line ?? 0) - 1);
  if (found.length <= 1 || named.length === 1) return named.length === 1 ? named : found;
  const chosen = found.filter((rows) => isSamePlace(placeOf(rows), at));
  return chosen.length === 1 ? chosen : found;
}

/** Where a diff says that rows are to be added, of which it shows nothing that is there. */
function namedPlace({ rows: { texts } }: ApplyFile, { line, rows }: Edit): Place | undefined {
  if (line === undefined || rows.some(({ op }) => op !== "+")) return undefined;
  const first = Math.min(Math.max(1, line), texts.length + 1);
  return { by: "insert", first, last: first - 1 };
}

function isSamePlace(one: Place, other: Place | undefined): boolean {
  return one.by === other?.by && one.first === other.first && one.last === other.last;
}

function insertionOf(file: ApplyFile, edit: Edit, { last }: Place): Splice {
  const toText = newText(file, edit, []);
  return { place: [last, last], rows: edit.rows.map(({ text }) => ({ text: toText(text) })) };
}

function placeOf(rows: readonly number[]): Place {
  return { by: "replace", first: (rows[0] ?? 0) + 1, last: (rows.at(-1) ?? 0) + 1 };
}

/** Every place where the old rows stand one below the other, blank rows aside: their rows in the file. */
function findOld(file: Rows, old: Rows): Found {
  const [first] = old.keys;
  if (first === undefined) return [];
  const written = [...file.kinds.keys()].filter((row) => file.kinds[row] !== rowKind.blank);
  const found: (readonly number[])[] = [];
  for (const [at, row] of written.entries()) {
    if (file.keys[row] !== first) continue;
    const rows = written.slice(at, at + old.keys.length);
    if (rows.length === old.keys.length && rows.every((each, index) => file.keys[each] === old.keys[index]))
      found.push(rows);
  }
  return found;
}

/** What an edit makes of the rows it was found at: context stays as it is, blank rows too unless they are taken away. */
function spliceOf(file: ApplyFile, edit: Edit, found: readonly number[]): Splice {
  const [from = 0] = found;
  const to = Number(found.at(-1)) + 1;
  const toText = newText(file, edit, found);
  const rows: MergedRow[] = [];
  let [next, at, isBlankGone] = [0, from, false];
  for (const { op, text } of edit.rows) {
    if (op === "+") rows.push({ text: toText(text) });
    else if (text.trim() !== "") {
      const row = Number(found[next++]);
      rows.push(...keptRows(at, isBlankGone ? at : row), ...(op === " " ? [{ kept: row }] : []));
      [at, isBlankGone] = [row + 1, false];
    } else if (op === "-") isBlankGone = true;
    else if (isBlankAt(file, at, to)) {
      rows.push({ kept: at });
      at += 1;
    }
  }
  return { place: [from, Math.max(at, to)], rows };
}

function isBlankAt({ rows }: ApplyFile, at: number, to: number): boolean {
  return at < to && rows.kinds[at] === rowKind.blank;
}

/** Writes a row that is added as deep as the file has what stands around it; blanks at its end may mean something. */
function newText(file: ApplyFile, edit: Edit, found: readonly number[]): (text: string) => string {
  const old = oldRows(edit).map(({ text }) => columns(text, file));
  const added = edit.rows.filter(({ op, text }) => op === "+" && text.trim() !== "");
  const map = indentMap({
    shared: found.map((row, index) => [old[index] ?? 0, file.rows.indents[row] ?? 0] as const),
    fresh: added.map(({ text }) => columns(text, file)),
    answer: indentStyle(edit.rows.map(({ text }) => text)),
    file: file.style,
  });
  return (text) =>
    text.trim() === "" ? "" : blanks(map.toFile(columns(text, file)), file.style) + text.trimStart();
}

function columns(text: string, { table }: ApplyFile): number {
  return readRows([text], table).indents[0] ?? 0;
}

function count(evidence: { -readonly [K in keyof ApplyEvidence]: number }, { rows }: Edit): void {
  for (const { op, text } of rows) {
    if (text.trim() === "") continue;
    evidence[op === "+" ? "added" : op === "-" ? "removed" : "kept"] += 1;
  }
}

function inOrder(splices: readonly Splice[]): readonly Splice[] {
  return splices.toSorted((one, other) => one.place[0] - other.place[0]);
}

function placesOf(splices: readonly Splice[]): readonly Place[] {
  return inOrder(splices).map(({ place }) => ({ by: "replace", first: place[0] + 1, last: place[1] }));
}

function result(file: ApplyFile, splices: readonly Splice[], evidence: ApplyEvidence): ApplyPlan {
  const ordered = inOrder(splices);
  const overlaps = ordered.some(({ place }, index) => place[0] < (ordered[index - 1]?.place[1] ?? 0));
  if (overlaps) return { kind: "ask", reason: "twoPlaces", places: placesOf(splices) };
  const { place, rows } = joinSplices(ordered);
  const after = withRows(file, place, rows);
  if (after === file.text) return { kind: "unchanged" };
  return { kind: "applied", after, how: "diff", evidence };
}

function breaksBrackets({ languageId, text }: ApplyFile, after: string): boolean {
  return !dialectOf(languageId).isProse && looseEnds(after, languageId) > looseEnds(text, languageId);
}
