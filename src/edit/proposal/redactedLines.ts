import { textLines } from "../../base/textLines.ts";
import { withoutLineEnd } from "../../base/withoutLineEnd.ts";
import { textWith } from "./fileProposal.ts";
import { lineDiff } from "./lineDiff.ts";

/** How a secret is written that was left out of what was sent. */
const placeholder = /\[redacted: [^\]\n]*\]/;
const placeholders = new RegExp(placeholder, "g");

/** Lines of an answer with their secrets put back, and whether a placeholder is left in them. */
export type UnredactedLines = { readonly lines: readonly string[]; readonly isComplete: boolean };

/** A text that became another one, with the secrets put back that its new lines stand for with placeholders. */
export function textWithSecrets(
  before: string,
  after: string,
): { readonly text: string; readonly isSecretLost: boolean } {
  if (!placeholder.test(after)) return { text: after, isSecretLost: false };
  const old = textLines(before);
  const restored = lineDiff(old, textLines(after)).map((change) => {
    const near = restoredLines(change.after, change.before);
    const own = near.isComplete ? near : restoredLines(near.lines, old);
    return { at: change.at, count: change.before.length, lines: own.lines };
  });
  const text = textWith(before, restored);
  // One that stood in the file before may only have moved.
  return { text, isSecretLost: hasMore([text], [before]) };
}

/** The same for lines with their ends, which they keep. */
function restoredLines(lines: readonly string[], old: readonly string[]): UnredactedLines {
  const bare = withSecretsBack(lines.map(withoutLineEnd), old.map(withoutLineEnd));
  const whole = bare.lines.map((line, row) => line + (/\r?\n$/.exec(lines[row] ?? "")?.[0] ?? ""));
  return { lines: whole, isComplete: bare.isComplete };
}

/**
 * Puts back what was left out of the region because it is secret: where a line of the answer is a line of the region but for a
 * placeholder, it is that line. A placeholder that stands in the region itself is no secret's; the lines are complete as long as
 * they hold no more of them than the region does.
 */
export function withSecretsBack(lines: readonly string[], region: readonly string[]): UnredactedLines {
  const own = new Set(region.filter((line) => placeholder.test(line)).map((line) => line.trim()));
  const others = region.filter((line) => !placeholder.test(line));
  const whole = lines.map((line) =>
    placeholder.test(line) && !own.has(line.trim()) ? (original(line, others) ?? line) : line,
  );
  return { lines: whole, isComplete: !hasMore(whole, region) };
}

/** Whether a placeholder stands more often in some lines than in those before. */
function hasMore(lines: readonly string[], before: readonly string[]): boolean {
  const there = countsIn(before);
  return [...countsIn(lines)].some(([one, count]) => count > (there.get(one) ?? 0));
}

function countsIn(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of lines.flatMap((line) => line.match(placeholders) ?? []))
    counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function original(line: string, region: readonly string[]): string | undefined {
  const pieces = line.split(placeholders).map((piece) => piece.trim());
  const found = region.filter((old) => holdsInOrder(old.trim(), pieces));
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : undefined;
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last) || text.length <= first.length + last.length)
    return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= text.length - last.length;
}
