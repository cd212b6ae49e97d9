import { stepOf } from "../../context/indentation.ts";
import { textLines } from "../../base/textLines.ts";
import { withoutLineEnd } from "../../base/withoutLineEnd.ts";
import type { EditRegion } from "./editRegion.ts";
import { fitLines, type RegionPlace } from "./fitLines.ts";
import { growingLines } from "./growingLines.ts";
import { withSecretsBack, type UnredactedLines } from "../proposal/redactedLines.ts";

/** A document in which a region is written anew. */
export type RegionText = {
  /** The document with what has come so far, above what is left of the old lines. */
  readonly grown: (lines: readonly string[]) => string;
  /** What has come so far by itself, as it belongs into the document. */
  readonly come: (lines: readonly string[]) => { readonly text: string; readonly isSecretLost: boolean };
  /** The document with these lines in place of the region; `isSecretLost`: a secret that was left out could not be put back. */
  readonly done: (lines: readonly string[]) => { readonly text: string; readonly isSecretLost: boolean };
};

/**
 * Prepares a document for lines that come: everything that they do not change is put together once, so that a line costs the
 * same in a long document as in a short one. Line ends and a missing one at the end of the document stay as they are.
 */
export function regionText(text: string, { at, count }: EditRegion, step?: string): RegionText {
  const all = textLines(text);
  const eol = all[0]?.endsWith("\r\n") === true ? "\r\n" : "\n";
  const [above, region, below] = [all.slice(0, at), all.slice(at, at + count), all.slice(at + count)];
  const place: RegionPlace = {
    above: above.map(withoutLineEnd),
    region: region.map(withoutLineEnd),
    below: below.map(withoutLineEnd),
    step: step ?? stepOf(all.map(withoutLineEnd)) ?? "  ",
  };
  const [head, tail] = [above.join(""), below.join("")];
  const endsOpen = region.length > 0 ? region.at(-1)?.endsWith("\n") === false : text === "";
  const put = (lines: readonly string[]): string =>
    lines.length === 0 ? head + tail : head + lines.join(eol) + (endsOpen ? "" : eol) + tail;
  const needsBreak = region.length === 0 && above.length > 0 && above.at(-1)?.endsWith("\n") === false;
  const fitted = (lines: readonly string[], isOver: boolean): readonly string[] =>
    fitLines(lines, place, isOver);
  const come = (lines: readonly string[]): UnredactedLines =>
    withSecretsBack(fitted(lines, false), place.region);
  return {
    grown: (lines) => put(growingLines(place.region, come(lines).lines)),
    come: (lines) => {
      const own = come(lines);
      return { text: own.lines.join(eol), isSecretLost: !own.isComplete };
    },
    done: (lines) => {
      const own = withSecretsBack(fitted(lines, true), place.region);
      return { text: put(needsBreak ? ["", ...own.lines] : own.lines), isSecretLost: !own.isComplete };
    },
  };
}
