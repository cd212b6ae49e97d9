/** What is left of a text that was predicted; `reindented`: what was typed has other blanks at the beginning of a line. */
export type Rest = { readonly text: string; readonly reindented: boolean };

const blanks = /[ \t]*/y;

function blanksAt(text: string, at: number): string {
  blanks.lastIndex = at;
  return blanks.exec(text)?.[0] ?? "";
}

/**
 * What is left of a predicted text after the beginning of it was typed, or `undefined` when what was typed is something
 * else or all of it. Both begin at the beginning of a line; how deep a line is indented may differ.
 */
export function restAfter(predicted: string, typed: string): Rest | undefined {
  if (predicted.startsWith(typed))
    return typed.length < predicted.length
      ? { text: predicted.slice(typed.length), reindented: false }
      : undefined;
  return restOfReindented(predicted, typed);
}

/** Most of what is compared differs in its first letters. */
function beginsAlike(predicted: string, typed: string): boolean {
  const begin = typed.slice(0, 200).trimStart().slice(0, 12).split("\n")[0] ?? "";
  return predicted.slice(0, 200).trimStart().startsWith(begin.trimEnd());
}

function restOfReindented(predicted: string, typed: string): Rest | undefined {
  if (!beginsAlike(predicted, typed)) return undefined;
  let [at, read] = [0, 0];
  let deeper = 0;
  for (;;) {
    const [wanted, found] = [blanksAt(predicted, at), blanksAt(typed, read)];
    const isAllTyped = read + found.length === typed.length;
    // One who is still indenting may go on to where the prediction stands.
    const stillMissing = isAllTyped ? Math.max(0, wanted.length - found.length) : 0;
    deeper = stillMissing > 0 ? 0 : found.length - wanted.length;
    at += wanted.length - stillMissing;
    read += found.length;
    const line = lineFrom(typed, read);
    if (!predicted.startsWith(line, at)) return undefined;
    at += line.length;
    read += line.length;
    if (read === typed.length) break;
  }
  const rest = predicted.slice(at);
  return rest === "" ? undefined : { text: indented(rest, deeper), reindented: true };
}

/** The rest of a line, with its end when there is one. */
function lineFrom(text: string, at: number): string {
  const end = text.indexOf("\n", at);
  return text.slice(at, end === -1 ? text.length : end + 1);
}

/** Moves every line but the first by so many blanks, as far as it has them. */
function indented(text: string, deeper: number): string {
  if (deeper === 0) return text;
  const [first = "", ...lines] = text.split("\n");
  const moved = lines.map((line) => {
    const own = blanksAt(line, 0);
    if (line === own) return line;
    const mark = own.at(-1) ?? " ";
    return deeper > 0 ? mark.repeat(deeper) + line : line.slice(Math.min(own.length, -deeper));
  });
  return [first, ...moved].join("\n");
}

/** Whether what was typed may still become what is being written: neither says anything else than the other. */
export function agrees(written: string, typed: string): boolean {
  return written.startsWith(typed) || typed.startsWith(written) || restAfter(written, typed) !== undefined;
}
