import { dialectOf } from "../../context/dialect.ts";
import { scanCode } from "../../context/scanCode.ts";

/** What a piece of code leaves open, and what it closes without having opened it: the same for pieces that can stand for each other. */
export function bracketsOf(code: string, languageId: string): string {
  const { open, foreign } = scanCode(`${code}\n`, dialectOf(languageId));
  const closes = foreign.map((index) => code[index] ?? "").join("");
  return `${closes} ${open.map(({ closer }) => closer).join("")}`;
}

/** How many brackets and texts of a file have no other end. */
export function looseEnds(code: string, languageId: string): number {
  const { open, foreign } = scanCode(`${code}\n`, dialectOf(languageId));
  return open.length + foreign.length;
}
