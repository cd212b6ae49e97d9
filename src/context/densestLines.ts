import type { CodeWindow } from "./codeWindows.ts";
import { identifiers } from "./identifiers.ts";
import { nameParts } from "./nameParts.ts";

/** Lines that are shown of a window: about the length of a function, and a third of a small budget. */
const height = 16;

/** The run of lines in a window that holds most of the wanted words, and of equals the one that has them most often. */
export function densestLines({ lines, text }: CodeWindow, wanted: readonly string[]): CodeWindow {
  const rows = text.split("\n");
  if (rows.length <= height) return { lines, text };
  const isWanted = new Set(wanted);
  const words = rows.map((row) =>
    identifiers(row)
      .flatMap(({ name }) => nameParts(name))
      .filter((word) => isWanted.has(word)),
  );
  const runs = rows.slice(0, rows.length - height + 1).map((_, from) => {
    const found = words.slice(from, from + height).flat();
    return { from, different: new Set(found).size, all: found.length };
  });
  const [best] = runs.toSorted((a, b) => b.different - a.different || b.all - a.all || a.from - b.from);
  const from = best?.from ?? 0;
  const first = lines.first + from;
  return { lines: { first, last: first + height - 1 }, text: rows.slice(from, from + height).join("\n") };
}
