import { isText, scanCode } from "../../context/scanCode.ts";
import type { Fitting } from "../site.ts";
import type { Vicinity } from "../vicinity.ts";

/** Leaves out closers at the end of a text that close what the document closes behind the position. Nothing is added. */
export function balanced({ text, replaced }: Fitting, vicinity: Vicinity): Fitting {
  const { dialect, onLine, lineSuffix } = vicinity;
  const foreign = scanCode(text, dialect, onLine.open).foreign.filter((index) => isCloser(text[index]));
  const covered = Array.from(lineSuffix.slice(0, replaced)).filter(isCloser).length;
  const owed = onLine.owed.filter((each) => !isText(each)).length;
  return { text: withoutClosers(text, foreign.length - Math.max(owed, covered)), replaced };
}

function isCloser(character: string | undefined): boolean {
  return character === ")" || character === "]" || character === "}";
}

/** A text without so many closers at its end, with what separates them. */
function withoutClosers(text: string, count: number): string {
  let [end, left] = [text.length, count];
  for (let index = text.length - 1; index >= 0 && left > 0; index -= 1) {
    const character = text[index] ?? "";
    if (isCloser(character)) [end, left] = [index, left - 1];
    else if (!/[\s;,]/.test(character)) break;
  }
  return end === text.length ? text : text.slice(0, end).trimEnd();
}
