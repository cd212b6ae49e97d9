import { textLines } from "../base/textLines.ts";
import type { CodeFile } from "../context/codeFile.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import type { FileSource, Source } from "../terms/source.ts";
import type { Part } from "./draft.ts";
import type { Draft } from "./draft.ts";
import type { DraftLimits } from "./draftLimits.ts";
import { instructedDraft } from "./instructedDraft.ts";
import { charactersPerToken } from "./promptBudget.ts";
import { toldPath } from "./toldPath.ts";

/** Lines of a document that are to be written anew, and what a person wants of them. */
export type EditWish = {
  readonly file: CodeFile;
  /** The lines, counted from 0; without lines, or with blank ones alone, new code comes there. */
  readonly region: { readonly at: number; readonly count: number };
  readonly instruction: string;
};

/** Written for models of one to three billion parameters: one thing to do, and one form to do it in. */
const instructions =
  "You rewrite a part of a file as you are told. Answer with that part alone, in one fenced code block, and with no other words.";

const rewrite =
  "\n\nWrite the whole part again with that change, in one fenced code block. Keep every line of it that need not change. Write none of the lines before or after the part.";
const write =
  "\n\nWrite only the new lines that come there, in one fenced code block. Write none of the lines before or after them.";

const own: Source = { kind: "instructions" };

/** Estimated tokens of what stands around the part, at most: more makes small models lose sight of the part. */
const mostAround = 1200;
/** Kept free for names, instructions and errors of the estimate. */
const margin = 300;
/** An answer may be so much longer than the part. */
const growth = 2;
const leastAnswer = 512;

function frame(text: string): Part {
  return { text, source: own, isFrame: true };
}

/** How long an answer may get, in estimated tokens: a model that goes round in circles is ended. */
function answerTokens(part: string): number {
  return leastAnswer + growth * estimateTokens(part);
}

/** Whether a part, and its like as an answer, have room in what a model reads and writes at once. */
export function hasRoomToEdit(wish: EditWish, { contextTokens }: Pick<Route, "contextTokens">): boolean {
  return roomAround(wish, contextTokens) >= 0;
}

/** Estimated tokens left for what stands around the part; below 0: the part itself has no room. */
function roomAround({ file, region, instruction }: EditWish, contextTokens: number): number {
  const part = regionText(file.text, region);
  const needed = estimateTokens(part) + estimateTokens(instruction) + answerTokens(part) + margin;
  return Math.min(mostAround, contextTokens - needed);
}

type Lines = readonly string[];

function regionText(text: string, { at, count }: EditWish["region"]): string {
  return textLines(text)
    .slice(at, at + count)
    .join("");
}

/** Whole lines from the end of `lines` backwards, or from their beginning, as many as have room. */
function within(lines: Lines, characters: number, side: "above" | "below"): Lines {
  let room = characters;
  const taken: string[] = [];
  for (const line of side === "above" ? lines.toReversed() : lines) {
    room -= line.length;
    if (room < 0) break;
    taken.push(line);
  }
  return side === "above" ? taken.reverse() : taken;
}

/** Fences longer than any in the code, so that its own end nothing. */
function fenceFor(text: string): string {
  const longest = text.match(/`{3,}/g)?.reduce((most, one) => Math.max(most, one.length), 2) ?? 2;
  return "`".repeat(longest + 1);
}

/**
 * Asks for lines of a file to be written anew, and for those alone: a patch is more than small models can write. What stands
 * around them goes along as far as there is room, unless the person left the file out: then only the lines themselves do,
 * without which there is nothing to ask.
 */
export function editDraft(wish: EditWish, route: Route, { removed }: Pick<DraftLimits, "removed">): Draft {
  const { file, region, instruction } = wish;
  const lines = textLines(file.text);
  const end = region.at + region.count;
  const isAlone = removed.has(file.uri);
  const room = isAlone ? 0 : Math.max(0, roomAround(wish, route.contextTokens)) * charactersPerToken;
  const below = within(lines.slice(end), room / 3, "below");
  const above = within(lines.slice(0, region.at), room - below.join("").length, "above");
  const part = lines.slice(region.at, end);
  const isNew = part.join("").trim() === "";
  const mark = fenceFor([...above, ...part, ...below].join(""));
  const block = (name: string, first: number, code: Lines): readonly Part[] =>
    code.length === 0 ? [] : fenced({ name, first, code, mark, file });
  const user: readonly Part[] = [
    frame(`File: ${toldPath(file.path)} (${file.languageId})\n\n`),
    ...block("Before", region.at - above.length, above),
    ...block("After", end, below),
    ...(isNew ? [frame("New lines come between these.\n\n")] : block("The part", region.at, part)),
    frame(isNew ? "What to write: " : "What to change in the part: "),
    { text: instruction, source: { kind: "question" } },
    frame(isNew ? write : rewrite),
  ];
  return instructedDraft({ task: "edit", instructions, user, maxTokens: answerTokens(part.join("")) });
}

type Block = {
  readonly name: string;
  readonly first: number;
  readonly code: Lines;
  readonly mark: string;
  readonly file: CodeFile;
};

function fenced({ name, first, code, mark, file: { uri, path, languageId } }: Block): readonly Part[] {
  const source: FileSource = {
    kind: "file",
    uri,
    path,
    lines: { first: first + 1, last: first + code.length },
  };
  const text = code.join("");
  return [
    frame(`${name}:\n${mark}${languageId}\n`),
    { text, source },
    frame(`${text.endsWith("\n") ? "" : "\n"}${mark}\n\n`),
  ];
}
