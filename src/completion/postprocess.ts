import { err, ok, type Result } from "../base/result.ts";
import { hasFences } from "./fence.ts";
import { balanced } from "./postprocess/balanced.ts";
import { withoutEcho } from "./postprocess/echo.ts";
import { isDuplicate } from "./postprocess/isDuplicate.ts";
import { isSentence } from "./postprocess/isSentence.ts";
import { withIndentation, withoutLead } from "./postprocess/normalised.ts";
import { parsing } from "./postprocess/parsing.ts";
import { reconciled } from "./postprocess/reconciled.ts";
import { isLost, withoutRepetition } from "./postprocess/repetition.ts";
import { truncated } from "./postprocess/truncated.ts";
import { withoutFences } from "./postprocess/withoutFences.ts";
import { withoutSuffix } from "./postprocess/withoutSuffix.ts";
import { withoutTrailingBlanks } from "./postprocess/withoutTrailingBlanks.ts";
import type { Fitting, Site, Unfit } from "./site.ts";
import { withoutTokens } from "./specialTokens.ts";
import type { Syntax } from "./syntax.ts";
import { vicinityOf, type Vicinity } from "./vicinity.ts";

/** What post-processing needs besides the site. */
export type PostprocessParts = {
  /** Absent: nothing is known about syntax. */
  readonly syntax?: Syntax;
  /** The special tokens of the model's family. */
  readonly stop: readonly string[];
  /** Whether a code fence is text like any other, as in Markdown. */
  readonly keepsFences: boolean;
};

/** Characters of an answer that are looked at. */
const mostCharacters = 4000;
/** Characters, blanks aside, that are worth showing unasked. */
const fewestCharacters = 3;

/**
 * Makes of what a model wrote at a site what can be shown there, or says why nothing can. Pure, and bounded: neither a
 * giant document nor an endless answer makes it slow.
 *
 * The text has `"\n"` for line breaks, whatever the document has; whoever inserts it writes the document's. What comes out
 * goes in again unchanged, also its rest once its beginning was typed: then `site.prefix` ends with what was typed.
 */
export function postprocess(raw: string, site: Site, parts: PostprocessParts): Result<Fitting, Unfit> {
  const vicinity = vicinityOf(site);
  const said = spoken(raw.slice(0, mostCharacters), vicinity, parts);
  if (said.trim() === "") return err("blank");
  if (isSentence(said, vicinity)) return err("prose");
  if (isLost(said, vicinity.linePrefix)) return err("repetition");
  const fitted = fittedIn(said, vicinity, site.mostLines);
  if (fitted.text.trim() === "") return err("blank");
  if (isDuplicate(fitted, vicinity)) return err("duplicate");
  if (isTooShort(fitted, site)) return err("tooShort");
  const parsed =
    parts.syntax === undefined ? fitted : parsing(fitted, site, { vicinity, syntax: parts.syntax });
  return parsed === undefined || isTooShort(parsed, site)
    ? err("breaksSyntax")
    : ok({ ...parsed, text: withoutTrailingBlanks(parsed.text) });
}

/** The code in an answer: without the model's own signs, and without what it only repeats. */
function spoken(raw: string, vicinity: Vicinity, { stop, keepsFences }: PostprocessParts): string {
  const code = withoutTokens(raw.replace(/\r\n?/g, "\n"), stop);
  const unfenced = keepsFences || hasFences(vicinity) ? code : withoutFences(code);
  return withoutEcho(unfenced, vicinity);
}

/** The code as it would stand in the document. A line that comes twice closes too much: it goes before the closers do. */
function fittedIn(said: string, vicinity: Vicinity, mostLines: number): Fitting {
  const written = withoutLead(withIndentation(said, vicinity), vicinity);
  const once = withoutRepetition(truncated(written, vicinity, mostLines), vicinity.linePrefix);
  const { text, replaced } = reconciled(once, vicinity);
  const alone = balanced({ text: withoutSuffix(text, vicinity), replaced }, vicinity);
  return reconciled(withoutTrailingBlanks(alone.text), vicinity);
}

function isTooShort({ text, replaced }: Fitting, { manual }: Site): boolean {
  return text.replace(/\s/g, "").length - replaced < (manual ? 1 : fewestCharacters);
}
