import type { ApplyPlan } from "./applyPlan.ts";
import { filesOfAnswer, type AnswerBlock } from "./filesOfAnswer.ts";
import { planApply } from "./planApply.ts";

/** What an answer makes of one of the files that it names. */
export type FilePlan = {
  /** As the answer writes it. */
  readonly path: string;
  readonly plan: ApplyPlan;
  /** The answer ended before its last block for the file did. */
  readonly isCutOff: boolean;
};

/** Longer than any fence that a block holds. */
const fence = "`".repeat(20);

/**
 * Plans each file that an answer names, in the order in which it does, blocks for the same file one after the other. `read`
 * gives a file's text now, `undefined` where there is none; `languageOf` the editor's name for its language. Blocks that name no
 * file are left out.
 */
export function planFiles(
  answer: string,
  read: (path: string) => string | undefined,
  languageOf: (path: string) => string | undefined = () => undefined,
): readonly FilePlan[] {
  const blocks = filesOfAnswer(answer);
  const paths = new Set(blocks.flatMap(({ file }) => file ?? []));
  return [...paths].map((path) => {
    const own = blocks.filter(({ file }) => file === path);
    const languageId = languageOf(path);
    const request = { before: read(path), path, ...(languageId !== undefined && { languageId }) };
    return { path, plan: planApply({ ...request, ...codeOf(own) }), isCutOff: own.at(-1)?.isCutOff === true };
  });
}

function codeOf(blocks: readonly AnswerBlock[]): {
  readonly answer: string;
  readonly answerLanguage?: string;
} {
  const [first] = blocks;
  if (first !== undefined && blocks.length === 1)
    return { answer: first.code, ...(first.language !== "" && { answerLanguage: first.language }) };
  const fenced = blocks.map(({ code, language }) => `${fence}${language}\n${code}\n${fence}`);
  return { answer: fenced.join("\n\n") };
}
