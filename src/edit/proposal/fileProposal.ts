import { textLines } from "../../base/textLines.ts";
import { lineDiff, type ChangedLines } from "./lineDiff.ts";

/** One change of a proposal that nobody has decided about yet: `before` stands in the file at line `at`, counted from 0. */
export type Hunk = {
  readonly id: number;
  readonly at: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/** What is proposed for one file, on top of the text it has now. */
export type FileProposal = {
  /** The document's URI as text. */
  readonly uri: string;
  /** The text of the file now; absent: there is none yet, and accepting makes it. */
  readonly text?: string;
  /** What is open, in the order of the lines. */
  readonly hunks: readonly Hunk[];
  /** The changes that fell away because their lines were changed meanwhile. */
  readonly stale: readonly Hunk[];
};

/** Lines of a document that others take the place of; several for one document are all counted in the text before them. */
export type LineEdit = { readonly at: number; readonly count: number; readonly lines: readonly string[] };

/** Begins a proposal for a file: `before` is absent for a new one. */
export function makeFileProposal(uri: string, before: string | undefined, after: string): FileProposal {
  const changes = lineDiff(textLines(before ?? ""), textLines(after));
  const hunks = changes.map(({ at, before: old, after: fresh }, id) => ({
    id,
    at,
    before: old,
    after: fresh,
  }));
  return { uri, ...(before !== undefined && { text: before }), hunks, stale: [] };
}

/** The text that the file has when everything that is open is accepted. */
export function proposedText({ text = "", hunks }: Pick<FileProposal, "text" | "hunks">): string {
  return textWith(text, hunks.map(editOf));
}

/** A text with some of its lines replaced; the edits are in order and do not overlap. */
export function textWith(text: string, edits: readonly LineEdit[]): string {
  if (edits.length === 0) return text;
  const lines = textLines(text);
  const pieces: string[] = [];
  let from = 0;
  for (const { at, count, lines: fresh } of edits) {
    pieces.push(...lines.slice(from, at), ...fresh);
    from = at + count;
  }
  return [...pieces, ...lines.slice(from)].join("");
}

/** What accepting a change does to its document. */
export function editOf({ at, before, after }: Hunk): LineEdit {
  return { at, count: before.length, lines: after };
}

/** The proposal once these changes stand in the file: the others have moved with their lines. */
export function withAccepted(file: FileProposal, ids: ReadonlySet<number>): FileProposal {
  let shift = 0;
  const hunks = file.hunks.flatMap((hunk) => {
    const moved = { ...hunk, at: hunk.at + shift };
    if (!ids.has(hunk.id)) return [moved];
    shift += hunk.after.length - hunk.before.length;
    return [];
  });
  const accepted = file.hunks.filter(({ id }) => ids.has(id));
  return { ...file, text: textWith(file.text ?? "", accepted.map(editOf)), hunks };
}

/** The proposal without these changes. */
export function withRejected(file: FileProposal, ids: ReadonlySet<number>): FileProposal {
  return { ...file, hunks: file.hunks.filter(({ id }) => !ids.has(id)) };
}

/**
 * The proposal after its document became another text. A change whose lines were left alone moves with them; one whose
 * lines were touched falls away and is among the stale ones.
 */
export function rebased(file: FileProposal, text: string): FileProposal {
  if (file.text === text) return file;
  const changes = lineDiff(textLines(file.text ?? ""), textLines(text));
  const hunks = file.hunks.flatMap((hunk) => moved(hunk, changes) ?? []);
  const kept = new Set(hunks.map(({ id }) => id));
  return { ...file, text, hunks, stale: [...file.stale, ...file.hunks.filter(({ id }) => !kept.has(id))] };
}

/** A change behind others: they decide where its lines are now. `undefined`: one of them touches its lines. */
function moved(hunk: Hunk, changes: readonly ChangedLines[]): Hunk | undefined {
  if (changes.some((change) => touches(change, hunk))) return undefined;
  const above = changes.filter(({ at, before }) => at + before.length <= hunk.at);
  return { ...hunk, at: hunk.at + growth(above) };
}

/** Whether a change alters lines of a hunk. Lines put in at its edge do not, unless it puts in lines there itself. */
function touches({ at, before }: ChangedLines, hunk: Hunk): boolean {
  const end = at + before.length;
  const hunkEnd = hunk.at + hunk.before.length;
  if (hunk.before.length === 0) return at <= hunk.at && hunk.at <= end;
  return before.length === 0 ? hunk.at < at && at < hunkEnd : at < hunkEnd && hunk.at < end;
}

/** Lines of a document followed through a change of its text: what is put in among them, or at their edges, belongs to them. */
export function movedLines(
  { at, count }: Pick<LineEdit, "at" | "count">,
  before: string,
  after: string,
): Pick<LineEdit, "at" | "count"> {
  const changes = lineDiff(textLines(before), textLines(after));
  const end = at + count;
  const start = startOf(at, changes);
  return { at: start, count: endOf(end, changes) - start };
}

function startOf(line: number, changes: readonly ChangedLines[]): number {
  const over = changes.find((change) => change.at < line && line < change.at + change.before.length);
  if (over !== undefined) return over.newAt;
  return line + growth(changes.filter((change) => change.at < line));
}

function endOf(line: number, changes: readonly ChangedLines[]): number {
  const over = changes.find((change) => change.at < line && line < change.at + change.before.length);
  if (over !== undefined) return over.newAt + over.after.length;
  return line + growth(changes.filter(({ at, before }) => at < line || (at === line && before.length === 0)));
}

function growth(changes: readonly ChangedLines[]): number {
  return changes.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
}
