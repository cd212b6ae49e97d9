import { codeLabel } from "../../terms/codeLabel.ts";
import { diffEdits, type Edit } from "./diffEdits.ts";
import { fencedBlocks, type FencedBlock } from "./fencedBlocks.ts";
import { withoutLineNumbers } from "./lineNumbers.ts";
import { unfoldElided } from "./marker.ts";

/** What an answer turned out to be: code as it is to be, edits that say what was before, or nothing to apply. */
export type AnswerForm =
  | { readonly kind: "rows"; readonly rows: readonly string[]; readonly language?: string }
  | { readonly kind: "edits"; readonly edits: readonly Edit[] }
  | { readonly kind: "empty" | "prose" };

type Reading = {
  /** Whether a row stands in the file, blanks around it aside. */
  readonly isKnown: (row: string) => boolean;
  readonly isMarkdown: boolean;
  readonly language?: string;
  readonly path?: string;
};

/** Reads an answer: one form for each block that it holds, one for an answer without fences. */
export function answerForms(answer: string, reading: Reading): readonly AnswerForm[] {
  const text = answer.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const blocks = blocksOf(text, reading);
  if (blocks === undefined) return [formOf(text, reading)];
  return blocks.map(({ info, text: code }) => {
    const language = codeLabel(info).language || reading.language;
    const forms =
      language === reading.language ? reading : { ...reading, ...(language !== undefined && { language }) };
    // A fence within a fence.
    const [inner] = answerForms(code, forms);
    return inner ?? { kind: "empty" };
  });
}

/** The blocks of an answer that has fences around its code; `undefined` when fences, if any, belong to the code. */
function blocksOf(text: string, { isMarkdown, isKnown }: Reading): readonly FencedBlock[] | undefined {
  if (!/^\s*(?:```|~~~)/m.test(text)) return undefined;
  const trimmed = text.trim();
  const isWrapped = /^(?:```|~~~)/.test(trimmed);
  const blocks = fencedBlocks(isWrapped ? trimmed : text).filter(({ text: code }) => code.trim() !== "");
  const [first] = blocks;
  if (first === undefined) return undefined;
  if (isMarkdown) return isWholeMarkdown(trimmed, blocks) && !isKnown(firstRow(trimmed)) ? blocks : undefined;
  const above = text.slice(0, text.search(/^\s*(?:```|~~~)/m)).split("\n");
  return isWrapped || !above.some(isKnown) ? blocks : undefined;
}

/** Whether an answer for a file of Markdown is all in one fence. */
function isWholeMarkdown(text: string, [first, ...others]: readonly FencedBlock[]): boolean {
  const isOne = first !== undefined && others.length === 0 && /^(?:md|markdown|$)/i.test(first.info);
  return isOne && /^(?:```|~~~)/.test(text);
}

function firstRow(text: string): string {
  return text.slice(0, text.indexOf("\n"));
}

function formOf(text: string, { isKnown, isMarkdown, language, path }: Reading): AnswerForm {
  const rows = withoutBlankEnds(withoutLineNumbers(text.split("\n"), isKnown));
  if (rows.length === 0) return { kind: "empty" };
  const isDiff = language === "diff" || language === "patch";
  const edits = diffEdits(rows, isDiff);
  if (edits !== undefined) return { kind: "edits", edits };
  const code = withoutBlankEnds(withoutPath(rows, isKnown, path)).flatMap(unfoldElided);
  if (code.length === 0) return { kind: "empty" };
  if (!isMarkdown && isProse(code, isKnown)) return { kind: "prose" };
  return { kind: "rows", rows: code, ...(language !== undefined && { language }) };
}

function withoutBlankEnds(rows: readonly string[]): readonly string[] {
  const from = rows.findIndex((row) => row.trim() !== "");
  if (from === -1) return [];
  return rows.slice(from, rows.findLastIndex((row) => row.trim() !== "") + 1);
}

/** A first row that only says the file's name is not part of it. */
function withoutPath(
  rows: readonly string[],
  isKnown: (row: string) => boolean,
  path: string | undefined,
): readonly string[] {
  const [first = "", ...rest] = rows;
  const named = pathComment(first);
  if (named === undefined || isKnown(first)) return rows;
  const name = path?.split(/[\\/]/).at(-1);
  return name === undefined || named.endsWith(name) ? rest : rows;
}

/** The path that a row consists of, alone in a comment. */
export function pathComment(row: string): string | undefined {
  const said =
    /^\s*(?:\/\/|#|--|;|\/\*|<!--)\s*(?:file(?:name)?:?\s*)?[`"']?([\w@./\\-]+\.\w{1,10})[`"']?:?\s*(?:\*\/|-->)?\s*$/i;
  return said.exec(row)?.[1];
}

const sentence = /^(?:[-*\d.]+\s+)?[A-Z"'`(]?[\w'’`,()-]+(?:\s+[\w'’"`,()./-]+){3,}\s*[.:!?,]?$/;

/** Whether rows are sentences about code rather than code: nothing of them is in the file, and most read like a text. */
function isProse(rows: readonly string[], isKnown: (row: string) => boolean): boolean {
  if (rows.some((row) => row.trim().length > 3 && isKnown(row))) return false;
  const written = rows.filter((row) => row.trim() !== "");
  const said = written.filter((row) => sentence.test(row.trim()) && !/[;{}=<>]|\w\(|\)$/.test(row));
  return said.length >= written.length * 0.6;
}
