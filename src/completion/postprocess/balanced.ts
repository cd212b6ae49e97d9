import { isText, scanCode } from "../scanCode.ts";
import type { Fitting } from "../site.ts";
import type { Vicinity } from "../vicinity.ts";

const lastCloser = /[)\]}][\s;,]*$/;

/** Leaves out closers at the end of a text that close what the document closes behind the position. Nothing is added. */
export function balanced({ text, replaced }: Fitting, vicinity: Vicinity): Fitting {
  const { dialect, inside, lineSuffix } = vicinity;
  const foreign = scanCode(text, dialect, inside).foreign.filter((index) => /[)\]}]/.test(text[index] ?? ""));
  const covered = lineSuffix.slice(0, replaced).match(/[)\]}]/g)?.length ?? 0;
  let rest = text;
  for (let surplus = foreign.length - Math.max(owedCount(vicinity), covered); surplus > 0; surplus -= 1) {
    const shorter = rest.replace(lastCloser, "");
    if (shorter === rest) break;
    rest = shorter.trimEnd();
  }
  return { text: rest, replaced };
}

/** How many brackets a text may close: in a text or a comment those that its line leaves open. */
function owedCount({ open, owed, inside, lineSuffix, dialect }: Vicinity): number {
  if (inside.length === open.length) return owed.length;
  const after = scanCode(lineSuffix, dialect, inside).open.slice(open.length);
  return after.filter((each) => !isText(each)).length;
}
