/** What decides where a completion ends. */
export type CutContext = {
  /** Text before the position, on its own line. */
  readonly linePrefix: string;
  /** Text after the position, on its own line. */
  readonly lineSuffix: string;
  /** Text after the position. */
  readonly suffix: string;
  readonly mostLines: number;
  /** Whether a code fence is text like any other, as in Markdown. */
  readonly keepsFences: boolean;
};

/** A completion cut at a sensible place; `complete` says that more text from the model would not change it. */
export type Cut = { readonly text: string; readonly complete: boolean };

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const quotes = /["'`]/;

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** Only closers and punctuation may stand behind the position for a completion of more than one line. */
function mayGrowLines(lineSuffix: string): boolean {
  return /^[\s)\]}>"'`;,:]*$/.test(lineSuffix);
}

/** A model that was not made for completion likes to end in a code fence; no code goes on after one. */
function untilFence(lines: readonly string[], { keepsFences }: CutContext): readonly string[] {
  if (keepsFences) return lines;
  const fence = lines.findIndex((line) => /^\s*```/.test(line));
  return fence === -1 ? lines : lines.slice(0, fence);
}

/** How many of the lines belong to what the first one began: up to a blank line or a line that leaves the block. */
function linesOfBlock(lines: readonly string[], { linePrefix, mostLines }: CutContext): number {
  const baseIndent = indentOf(linePrefix + (lines[0] ?? ""));
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (index >= mostLines) return index;
    if (line.trim() === "") return index;
    if (indentOf(line) < baseIndent) return index;
    // A closer at the indentation of the first line ends the block and belongs to it.
    if (indentOf(line) === baseIndent) return /^\s*[)\]}]/.test(line) ? index + 1 : index;
  }
  return lines.length;
}

/** Whether what `tail` closes was opened in `head`: then it is no repetition of what stands behind the position. */
function closesItsOwn(head: string, tail: string): boolean {
  const open: string[] = [];
  for (const character of head) {
    if (character in closers) open.push(closers[character] ?? "");
    else if (character === open.at(-1)) open.pop();
  }
  return Array.from(tail).some((character) =>
    quotes.test(character) ? head.split(character).length % 2 === 0 : open.pop() === character,
  );
}

/** How much of the end of a text repeats what follows on the line: all of it, or closers and punctuation. */
function repeatedLength(text: string, rest: string): number {
  const most = text.endsWith(rest) ? rest.length : (/^[)\]}>"'`;,:]*/.exec(rest)?.[0].length ?? 0);
  for (let length = most; length > 0; length -= 1) {
    const tail = rest.slice(0, length);
    if (text.endsWith(tail) && !closesItsOwn(text.slice(0, -length), tail)) return length;
  }
  return 0;
}

/** Leaves out what the document already has behind the position. */
function withoutTail(text: string, { lineSuffix, suffix }: CutContext): string {
  const repeated = repeatedLength(text, lineSuffix.trimEnd());
  if (repeated > 0) return text.slice(0, -repeated);
  const following = suffix.slice(lineSuffix.length).trim().split(/\r?\n/)[0]?.trim() ?? "";
  const lines = text.split("\n");
  const last = lines.at(-1)?.trim() ?? "";
  return lines.length > 1 && last !== "" && last === following ? lines.slice(0, -1).join("\n") : text;
}

/** The lines written so far. One that has only just begun says nothing yet: it is not a blank line. */
function begunLines(text: string): readonly string[] {
  const lines = text.replace(/\r\n/g, "\n").split("\n");
  return lines.length > 1 && lines.at(-1)?.trim() === "" ? lines.slice(0, -1) : lines;
}

/**
 * Cuts what a model has written so far: one line when there is code behind the position, otherwise the block that the
 * line began, without what is already there.
 */
export function cutCompletion(text: string, context: CutContext): Cut {
  const written = begunLines(text);
  const lines = untilFence(written, context);
  const growsLines = mayGrowLines(context.lineSuffix);
  // An empty first line is the end of the line one stands on; the code begins below it.
  const from = lines[0]?.trim() === "" && lines.length > 1 ? 1 : 0;
  const count = growsLines ? from + linesOfBlock(lines.slice(from), blockContext(context, from)) : 1;
  const cut = withoutTail(lines.slice(0, count).join("\n"), context).trimEnd();
  const complete = growsLines ? count < written.length : text.includes("\n");
  return { text: cut.trim() === "" ? "" : cut, complete };
}

function blockContext(context: CutContext, from: number): CutContext {
  return from === 0 ? context : { ...context, linePrefix: "" };
}
