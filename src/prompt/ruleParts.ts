import type { Attachment } from "../context/attachment.ts";
import type { Part } from "./draft.ts";
import { sourceHeading } from "./sourceHeading.ts";

/** What stands before the rules of a project: they say how to answer, not what is asked. */
const rulesFollow: Part = {
  text: "\n\nThe project has rules of its own. Keep to those that are about what you are asked.",
  source: { kind: "instructions" },
};

/** The rules of a project as they follow Drawbridge's own words to a model; each file's text is a part by itself. */
export function ruleParts(rules: readonly Attachment[]): readonly Part[] {
  if (rules.length === 0) return [];
  const files = rules.flatMap(({ text, source }): readonly Part[] => [
    { text: `\n\n${sourceHeading(source)}:\n`, source, isFrame: true },
    { text, source },
  ]);
  return [rulesFollow, ...files];
}
