import { createRandom } from "../../test/support/random.ts";
import { sample } from "../support/sample.ts";
import type { ProjectText } from "./largeProject.ts";

/** What somebody wants to know, and the only file that answers it. */
export type Question = { readonly text: string; readonly answer: string };

/** A comment before an export of a file of `src/`, and its first sentence. */
const documented = /^\/\*\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\n(?=export )/gm;
const fewestWords = 6;

/** The first sentence of a comment as a person would write it: without asterisks, tags and links. */
function firstSentence(comment: string): string {
  const bare = comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\{@link (\w+)\}/g, "$1")
    .replace(/\s+/g, " ");
  return /^.*?[.;:](?=\s|$)/.exec(bare)?.[0] ?? bare;
}

function questionsOf({ path, text }: ProjectText): readonly (Question & { readonly comment: string })[] {
  return [...text.matchAll(documented)].flatMap(({ 0: comment, 1: words = "" }) => {
    const sentence = firstSentence(words);
    return sentence.split(" ").length < fewestWords ? [] : [{ text: sentence, answer: path, comment }];
  });
}

/**
 * So many questions about the code in `src/`, at most one of each file, each the first sentence of the comment on an
 * export, and the files without those comments.
 */
export function asksFor(
  files: readonly ProjectText[],
  count: number,
): { readonly files: readonly ProjectText[]; readonly questions: readonly Question[] } {
  const random = createRandom(100);
  const documentedFiles = files.filter(({ path }) => path.startsWith("src/"));
  const possible = documentedFiles.flatMap((file) => sample(questionsOf(file), 1, random));
  const chosen = sample(possible, count, random);
  const commentOf = new Map(chosen.map(({ answer, comment }) => [answer, comment]));
  return {
    files: files.map(({ path, text }) => ({ path, text: text.replace(commentOf.get(path) ?? /(?!)/, "") })),
    questions: chosen.map(({ text, answer }) => ({ text, answer })),
  };
}
