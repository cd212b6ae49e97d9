import { filesOfAnswer, type AnswerBlock } from "../apply/filesOfAnswer.ts";

/** Blocks of an answer that name the same file, or name none. */
export type BlockGroup = {
  readonly named?: string;
  /** It names these for the same code, and nothing tells which of them is meant. */
  readonly oneOf?: readonly string[];
  readonly blocks: readonly AnswerBlock[];
};

/** The blocks of an answer that name a file, those of each file together, in the order in which the files are named. */
export function namedGroups(markdown: string): readonly BlockGroup[] {
  const groups = new Map<string, AnswerBlock[]>();
  for (const block of filesOfAnswer(markdown)) {
    if (block.file === undefined) continue;
    groups.set(block.file, [...(groups.get(block.file) ?? []), block]);
  }
  return [...groups].map(([named, blocks]) => ({ named, blocks }));
}

/** Whether an answer has code for several files, or several blocks for one, by what it names itself. */
export function changesSeveral(markdown: string): boolean {
  return filesOfAnswer(markdown).filter(({ file }) => file !== undefined).length > 1;
}
