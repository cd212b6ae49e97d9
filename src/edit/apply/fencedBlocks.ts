import { closesFence, fenceOpening, type FenceOpening } from "../../terms/fenceLine.ts";

/** A fenced block of an answer. */
export type FencedBlock = {
  readonly info: string;
  readonly text: string;
  /** The line before it that is not blank and not code; empty when there is none. */
  readonly lead: string;
  /** The answer ended before it did. */
  readonly isOpen: boolean;
};

type Reading = { readonly opening: FenceOpening; readonly rows: string[]; depth: number };

/**
 * The fenced blocks of Markdown (line ends `\n`), in order. A fence with a language inside a block of Markdown, or right
 * at the start of a block, opens one within it: the block goes on until that is closed too, as models mean it.
 */
export function fencedBlocks(markdown: string): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let [reading, lead]: [Reading | undefined, string] = [undefined, ""];
  const finish = ({ opening, rows }: Reading, isOpen: boolean): void => {
    blocks.push({ info: opening.info, text: rows.join("\n"), lead, isOpen });
    lead = "";
  };
  for (const line of markdown.split("\n")) {
    const opening = fenceOpening(line.replace(/^\s+/, (blanks) => blanks.slice(0, 3)));
    if (reading === undefined) {
      if (opening !== undefined) reading = { opening, rows: [], depth: 0 };
      else if (line.trim() !== "") lead = line.trim();
      continue;
    }
    if (takeLine(reading, line, opening)) continue;
    finish(reading, false);
    reading = undefined;
  }
  if (reading !== undefined) finish(reading, true);
  return blocks;
}

/** Takes a line of a block; false when it closes the block. */
function takeLine(reading: Reading, line: string, opening: FenceOpening | undefined): boolean {
  const { opening: own, rows } = reading;
  const opensInside = opening !== undefined && opening.info !== "" && opening.marker.startsWith(own.marker);
  const isInside = /^(?:md|markdown)\b/i.test(own.info) || rows.every((row) => row.trim() === "");
  if (opensInside && isInside) reading.depth += 1;
  else if (closesFence(line.trimStart(), own)) {
    if (reading.depth === 0) return false;
    reading.depth -= 1;
  }
  rows.push(line.slice(Math.min(own.indent, line.length - line.trimStart().length)));
  return true;
}
