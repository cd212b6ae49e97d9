import { scanCode } from "../../context/scanCode.ts";
import type { Fitting, Site } from "../site.ts";
import type { Syntax } from "../syntax.ts";
import type { Vicinity } from "../vicinity.ts";
import { reconciled } from "./reconciled.ts";

/** So many shorter forms of a text are tried. */
const mostTries = 8;

/**
 * The longest part of a text, in whole lines, that adds no error to the document, or `undefined` when there is none. A
 * bracket that it leaves open is no error: what closes it comes later.
 */
export function parsing(
  fitting: Fitting,
  site: Site,
  { vicinity, syntax }: { readonly vicinity: Vicinity; readonly syntax: Syntax },
): Fitting | undefined {
  const before = syntax.errors(site.languageId, site.prefix + site.suffix);
  if (before === undefined) return fitting;
  const lines = fitting.text.split("\n");
  for (let count = lines.length; count > Math.max(0, lines.length - mostTries); count -= 1) {
    const part = count === lines.length ? fitting : reconciled(lines.slice(0, count).join("\n"), vicinity);
    if (part.text.trim() === "") break;
    const adds = (closers: string): boolean => {
      const code = `${site.prefix}${part.text}${closers}${site.suffix.slice(part.replaced)}`;
      return (syntax.errors(site.languageId, code) ?? 0) > before;
    };
    const closers = leftOpen(part.text, vicinity);
    if (!adds("") || (closers !== "" && !adds(closers))) return part;
  }
  return undefined;
}

/** What would close all that a text opens and does not close. */
function leftOpen(text: string, { dialect, open }: Vicinity): string {
  const own = scanCode(text, dialect, open).open.filter((each) => !open.includes(each));
  return own
    .map(({ closer }) => closer)
    .reverse()
    .join("");
}
