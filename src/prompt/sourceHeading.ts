import type { AttachedSource } from "../terms/source.ts";
import { sourceLabel } from "../terms/source.ts";
import { inEnglish } from "../terms/words.ts";

/** What a text beside a question is called to a model: in English, like everything that Drawbridge tells one. */
export function sourceHeading(source: AttachedSource): string {
  return inEnglish(() => sourceLabel(source));
}
