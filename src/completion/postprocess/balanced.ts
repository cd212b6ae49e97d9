import { isText, scanCode } from "../scanCode.ts";
import type { Fitting } from "../site.ts";
import type { Vicinity } from "../vicinity.ts";

const lastCloser = /[)\]}][\s;,]*$/;

/** Leaves out closers at the end of a text that close what the document closes behind the position. Nothing is added. */
export function balanced({ text, replaced }: Fitting, vicinity: Vicinity): Fitting {
  const { dialect, onLine, lineSuffix } = vicinity;
  const foreign = scanCode(text, dialect, onLine.open).foreign.filter((index) =>
    /[)\]}]/.test(text[index] ?? ""),
  );
  const covered = lineSuffix.slice(0, replaced).match(/[)\]}]/g)?.length ?? 0;
  const owed = onLine.owed.filter((each) => !isText(each)).length;
  let rest = text;
  for (let surplus = foreign.length - Math.max(owed, covered); surplus > 0; surplus -= 1) {
    const shorter = rest.replace(lastCloser, "");
    if (shorter === rest) break;
    rest = shorter.trimEnd();
  }
  return { text: rest, replaced };
}
