import { indentOf } from "../../context/indentation.ts";

/** Whole lines of a document that are to be written anew, counted from 0; without lines: new ones come there. */
export type EditRegion = { readonly at: number; readonly count: number };

/** What is selected in a document, lines and characters counted from 0; the end is behind what is selected. */
export type Selected = {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
};

/** Whoever only places the cursor means the block around it, as long as it can be seen at a glance. */
const tallestBlock = 60;

/** Tabs are as wide as this when blocks are looked for. */
const tabWidth = 4;

/**
 * The lines that a person means: those of a selection; without one the block around the cursor, or its line where the block
 * is long or there is none. On a blank line, that line: something is to be put in there.
 */
export function editRegion(lines: readonly string[], { start, end }: Selected): EditRegion {
  const isSelection = start.line !== end.line || start.character !== end.character;
  if (!isSelection) return regionAt(lines, Math.min(start.line, lines.length));
  const isBehind = end.character === 0 && end.line > start.line;
  const last = Math.min(isBehind ? end.line - 1 : end.line, lines.length - 1);
  return { at: start.line, count: Math.max(0, last - start.line + 1) };
}

function regionAt(lines: readonly string[], line: number): EditRegion {
  const own = lines[line];
  if (own === undefined) return { at: lines.length, count: 0 };
  const single = { at: line, count: 1 };
  if (own.trim() === "") return single;
  const block = blockAround(lines, line);
  return block === undefined || block.count > tallestBlock ? single : block;
}

/** The block that a line opens or stands in, from the line that opens it to the one that closes it. */
function blockAround(lines: readonly string[], line: number): EditRegion | undefined {
  const head = headOf(lines, line);
  return head < 0 ? undefined : { at: head, count: endOfBlock(lines, head) - head };
}

/** The line that opens the block; -1: there is none. */
function headOf(lines: readonly string[], line: number): number {
  const own = lines[line] ?? "";
  const depth = indentOf(own, tabWidth);
  const next = lines.slice(line + 1).find((one) => one.trim() !== "");
  if (!closes(own) && next !== undefined && indentOf(next, tabWidth) > depth) return line;
  const limit = closes(own) ? depth + 1 : depth;
  return lines.slice(0, line).findLastIndex((one) => {
    const isAbove = one.trim() !== "" && indentOf(one, tabWidth) < limit;
    return isAbove && !closes(one);
  });
}

/** Behind the last line of the block that a line opens. */
function endOfBlock(lines: readonly string[], head: number): number {
  const depth = indentOf(lines[head] ?? "", tabWidth);
  let end = head + 1;
  for (let at = head + 1; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (line.trim() === "") continue;
    const own = indentOf(line, tabWidth);
    if (own < depth || (own === depth && !closes(line))) break;
    end = at + 1;
  }
  return end;
}

/** Whether a line ends what another one opened, if only to go on with the next part of it. */
function closes(line: string): boolean {
  return /^\s*(?:[}\])]|<\/|end\b|else\b|elif\b|except\b|finally\b)/.test(line);
}
