import { oneLine } from "../../base/oneLine.ts";
import { textLines } from "../../base/textLines.ts";
import { say } from "../../terms/words.ts";
import type { AskReason } from "../apply/applyPlan.ts";
import { definitionOf } from "../apply/definition.ts";
import type { OfferedPlace } from "./planTarget.ts";

const reasons: { readonly [R in AskReason]: (file: string) => string } = {
  twoPlaces: (file) => say("The code fits in several places of {0}", file),
  noPlace: (file) => say("Nothing of the code is in {0} yet", file),
  openEdge: (file) => say("The code may replace what stands beside it in {0}, or not", file),
  muchLeftOut: (file) => say("The code leaves out much of what stands there in {0}", file),
  unclearRest: (file) => say("What the code leaves as it is in {0} is not clear", file),
  unbalanced: (file) => say("Afterwards brackets would not close in {0}", file),
  indentation: (file) => say("How deep the code belongs in {0} is not clear", file),
};

/** Why a person is asked where code belongs, as a title. */
export function askWords(reason: AskReason, file: string): string {
  return reasons[reason](file);
}

/** A place in words, and the first line that stands there, behind what it stands in; both are empty of line ends. */
export function placeWords(
  { place: { by }, shown: { at, count }, isWhole }: OfferedPlace,
  text: string,
): { readonly label: string; readonly line: string } {
  const lines = textLines(text);
  const line = oneLine([...definitionsAround(lines, at), lines[at]?.trim() ?? ""].join(" › "), longestLine);
  if (by === "insert")
    return at >= lines.length
      ? { label: say("Insert at the end"), line: "" }
      : { label: say("Insert before line {0}", at + 1), line };
  if (isWhole) return { label: say("Replace the whole file"), line };
  const label =
    count <= 1 ? say("Replace line {0}", at + 1) : say("Replace lines {0}–{1}", at + 1, at + count);
  return { label, line };
}

/** Characters of a line that a row shows. */
const longestLine = 80;

/** The names of the functions and types that a line stands in, by indentation, the outermost first: they tell equal lines apart. */
function definitionsAround(lines: readonly string[], at: number): readonly string[] {
  const names: string[] = [];
  let depth = depthOf(lines[at] ?? "");
  for (let row = at - 1; row >= 0 && depth > 0; row -= 1) {
    const line = lines[row] ?? "";
    if (line.trim() === "" || depthOf(line) >= depth) continue;
    depth = depthOf(line);
    const [, name] = definitionOf(line)?.split(" ", 2) ?? [];
    if (name !== undefined) names.unshift(name);
  }
  return names;
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}
