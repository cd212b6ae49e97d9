import type { Seeded } from "../support/seeded.ts";
import type { SourceText } from "./sources.ts";

/** What kind of middle was taken out of a file: what a model that is asked there should say. */
export type MiddleKind = "rest" | "halfWord" | "line" | "block" | "body";

/** A file with a piece taken out. */
export type Middle = {
  readonly kind: MiddleKind;
  readonly source: SourceText;
  readonly prefix: string;
  readonly middle: string;
  readonly suffix: string;
};

/** More is asked of no model: lines, and characters. */
const [mostLines, mostCharacters] = [8, 600];
const closersAtEnd = /[)\]}"'`;,:]*$/;

/**
 * Takes a fair piece out of a file at a place chosen by chance, or `undefined` when there is none at that place. Fair is
 * what has one right answer: the rest of a line up to what closes it, a line, a statement with its block, or the body of
 * a block without blank lines; and not what stands again in the three lines above or below, since to write that once
 * more is a mistake in every other place.
 */
export function takeMiddle(source: SourceText, kind: MiddleKind, random: Seeded): Middle | undefined {
  const lines = source.text.split("\n");
  const at = random.below(lines.length);
  const piece = pieceOf({ lines, at, random }, kind);
  if (piece === undefined) return undefined;
  const lineStart = lines.slice(0, at).join("\n").length + (at === 0 ? 0 : 1);
  const start = lineStart + piece.column;
  const middle = source.text.slice(start, start + piece.length);
  const taken = {
    kind,
    source,
    prefix: source.text.slice(0, start),
    middle,
    suffix: source.text.slice(start + piece.length),
  };
  return isFair(taken, lines, at) ? taken : undefined;
}

/** The same in a document with the line breaks of Windows; a model goes on writing its own. */
export function withCrLf(middle: Middle): Middle {
  const convert = (text: string): string => text.replaceAll("\n", "\r\n");
  const { prefix, suffix } = middle;
  return { ...middle, prefix: convert(prefix), suffix: convert(suffix) };
}

type Place = { readonly lines: readonly string[]; readonly at: number; readonly random: Seeded };
type Piece = { readonly column: number; readonly length: number };

function pieceOf(place: Place, kind: MiddleKind): Piece | undefined {
  switch (kind) {
    case "rest":
      return restOfLine(place, /(?<=[\s(.=,[{])(?=\S)/g);
    case "halfWord":
      return restOfLine(place, /(?<=\b[a-zA-Z]{2,4})(?=[a-zA-Z]{2})/g);
    case "line":
      return statement(place, 1);
    case "block":
      return statement(place, mostLines);
    case "body":
      return body(place);
  }
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

/** From a place in the line to its end, or to the closers it ends with if what is taken needs none of them. */
function restOfLine({ lines, at, random }: Place, places: RegExp): Piece | undefined {
  const line = lines[at] ?? "";
  if (statementEnd(lines, at) !== at) return undefined;
  const columns = [...line.matchAll(places)]
    .map(({ index }) => index)
    .filter((column) => column > indentOf(line));
  if (columns.length === 0) return undefined;
  const column = random.pick(columns);
  const rest = line.slice(column);
  const inner = rest.replace(closersAtEnd, "");
  const leaves = random.below(2) === 0 && isBalanced(inner);
  return { column, length: leaves ? inner.length : rest.length };
}

function statement({ lines, at }: Place, most: number): Piece | undefined {
  const end = statementEnd(lines, at);
  const count = end === undefined ? 0 : end - at + 1;
  if (count < 1 || count > most || (most > 1 && count === 1)) return undefined;
  const column = indentOf(lines[at] ?? "");
  return { column, length: lines.slice(at, at + count).join("\n").length - column };
}

/** The lines below one that are deeper, up to the first that is not. */
function body({ lines, at }: Place): Piece | undefined {
  const head = lines[at] ?? "";
  if (!/[{:]$/.test(head)) return undefined;
  let end = at + 1;
  while (end < lines.length && isText(lines[end]) && indentOf(lines[end] ?? "") > indentOf(head)) end += 1;
  const count = end - at - 1;
  if (count < 1 || count > mostLines || !isBalanced(lines.slice(at + 1, end).join("\n"))) return undefined;
  if (lines[end] !== undefined && isText(lines[end]) && !/^\s*[)\]}]/.test(lines[end] ?? ""))
    return undefined;
  return { column: head.length, length: lines.slice(at + 1, end).join("\n").length + 1 };
}

function isText(line: string | undefined): boolean {
  return line !== undefined && line.trim() !== "";
}

/** The last line of the statement that begins at a line, or `undefined` when none begins or ends clearly. */
function statementEnd(lines: readonly string[], at: number): number | undefined {
  const first = lines[at] ?? "";
  if (!isText(first) || /^\s*[)\]}]/.test(first)) return undefined;
  let end = at;
  for (;;) {
    const next = lines[end + 1];
    if (!isText(next) || next === undefined) break;
    const isCloser = indentOf(next) === indentOf(first) && /^\s*[)\]}]/.test(next) && end > at;
    if (indentOf(next) <= indentOf(first) && !isCloser) break;
    end += 1;
    if (isCloser && !/[{([]$/.test(next)) break;
  }
  return isBalanced(lines.slice(at, end + 1).join("\n")) ? end : undefined;
}

/** Every bracket that is opened is closed, and no other: counted without regard to texts, so never too generous. */
function isBalanced(code: string): boolean {
  const open: string[] = [];
  for (const character of code) {
    const closer = { "(": ")", "[": "]", "{": "}" }[character];
    if (closer !== undefined) open.push(closer);
    else if (/[)\]}]/.test(character) && open.pop() !== character) return false;
  }
  return open.length === 0 && ['"', "'", "`"].every((quote) => code.split(quote).length % 2 === 1);
}

function isFair({ middle, source, prefix }: Middle, lines: readonly string[], at: number): boolean {
  const characters = middle.replace(/\s/g, "").length;
  if (
    characters < 3 ||
    middle.length > mostCharacters ||
    /```|~~~|<\|/.test(middle) ||
    middle.trimEnd() !== middle
  )
    return false;
  const count = middle.split("\n").length;
  const [from, to] = [Math.max(0, at - 8), at + count + 8];
  const own = lines.slice(at, at + count).map(words);
  const others = [...lines.slice(from, at), ...lines.slice(at + count, to)].map(words);
  if (own.some((line) => line !== "" && others.includes(line)) || new Set(own).size < own.length)
    return false;
  return source.text.startsWith(prefix);
}

/** A line without what does not say anything. */
function words(line: string): string {
  return (line.match(/\w+/g) ?? []).join(" ");
}
