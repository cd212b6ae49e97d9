import type { Attachment } from "../context/attachment.ts";
import { readFrontMatter } from "../context/frontMatter.ts";
import { cutText } from "./cutText.ts";
import { cutSentence } from "./leftOutWords.ts";
import type { ProjectFile } from "./projectPlaces.ts";

/** Most characters of a prompt, and of all rules together: about 2,000 tokens, which leaves small models room to answer. */
export const mostInstructionCharacters = 8_000;

/** As much of a file by which a project speaks to a model as there is room for, without its front matter. */
export type InstructionText = {
  readonly attachment: Attachment;
  /** That only its beginning goes along. */
  readonly cut?: string;
};

/** Takes the text that is meant for a model out of a file; `undefined` when that is empty. */
export function instructionText(
  { uri, path }: Pick<ProjectFile, "uri" | "path">,
  whole: string,
  mostCharacters = mostInstructionCharacters,
): InstructionText | undefined {
  const { body, firstLine } = readFrontMatter(whole);
  if (body.trim() === "") return undefined;
  const { text, cut } = cutText(body.trimEnd(), mostCharacters);
  const last = firstLine + text.split("\n").length - 1;
  const isPart = cut !== undefined || firstLine > 1;
  return {
    attachment: {
      source: { kind: "file", uri, path, ...(isPart && { lines: { first: firstLine, last } }) },
      languageId: "markdown",
      text,
    },
    ...(cut && { cut: cutSentence(path, cut) }),
  };
}
