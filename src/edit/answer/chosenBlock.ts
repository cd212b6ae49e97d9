import { filesOfAnswer, type AnswerBlock } from "../apply/filesOfAnswer.ts";
import type { BlockGroup } from "./groupBlocks.ts";

/** A block of code as the page shows it, with the language and the file that it names; both are empty where it names none. */
export type ShownBlock = { readonly text: string; readonly language: string; readonly file: string };

/**
 * The block of an answer that a person sees and means, and the file that it is for. What the answer says of it is read from the
 * answer itself: the file may be named in the line before it, and it may have been cut off.
 */
export function chosenBlock(markdown: string, shown: ShownBlock): BlockGroup {
  const blocks = filesOfAnswer(markdown);
  const rows = rowsOf(shown.text);
  const same = blocks.filter(({ code }) => isSame(rowsOf(code), rows));
  const [only] = same;
  if (only !== undefined) {
    const files = [...new Set(same.map(({ file }) => file))];
    const block = { ...unnamed(only), code: shown.text };
    // The same code for two files: which of them was pressed, only the page's own label tells.
    if (shown.file === "" && files.length > 1)
      return { oneOf: files.filter((file) => file !== undefined), blocks: [block] };
    return groupOf(block, shown.file === "" ? files[0] : shown.file);
  }
  // A page ends a block at the first fence within it; the answer meant all of it.
  const longer = blocks.find(
    ({ code }) => rows.length > 0 && isSame(rowsOf(code).slice(0, rows.length), rows),
  );
  if (longer !== undefined) return groupOf(unnamed(longer), longer.file);
  const { text, language, file } = shown;
  return groupOf({ code: text, language, isCutOff: false }, file === "" ? undefined : file);
}

function groupOf(block: AnswerBlock, named: string | undefined): BlockGroup {
  return { blocks: [block], ...(named !== undefined && { named }) };
}

function unnamed({ code, language, isCutOff }: AnswerBlock): AnswerBlock {
  return { code, language, isCutOff };
}

/** Indentation aside: that of the list that a block stands in belongs to it on one side only. */
function rowsOf(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((row) => row.trim());
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index]);
}
