/** Lines of a code block that stay; a block that is only a little longer stays whole. */
const keptLines = 6;
const littleLonger = 4;

/** A text with shorter code blocks, and how many lines of code it lost. */
export type ShortenedCode = { readonly text: string; readonly lostLines: number };

const fence = /^ {0,3}(`{3,}|~{3,})/;

function mark(lost: number): string {
  return `[… ${lost} more lines of code left out]`;
}

/** How many lines from `start` belong to the block that a fence opened: up to its closing fence, or to the end. */
function blockLines(lines: readonly string[], start: number, opened: string): number {
  const end = lines.findIndex((line, index) => {
    const closing = index >= start ? fence.exec(line)?.[1] : undefined;
    return closing?.startsWith(opened) === true && line.trim() === closing;
  });
  return (end === -1 ? lines.length : end) - start;
}

/**
 * Shortens the long code blocks of a Markdown text, and says in each how many lines it lost. The same text is always
 * shortened to the same one.
 */
export function shortenCode(markdown: string): ShortenedCode {
  const lines = markdown.split("\n");
  const kept: string[] = [];
  let lostLines = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    kept.push(line);
    const opened = fence.exec(line)?.[1];
    if (opened === undefined) continue;
    const count = blockLines(lines, at + 1, opened);
    const lost = count > keptLines + littleLonger ? count - keptLines : 0;
    kept.push(...lines.slice(at + 1, at + 1 + count - lost), ...(lost > 0 ? [mark(lost)] : []));
    lostLines += lost;
    // The closing fence, where there is one.
    if (at + 1 + count < lines.length) kept.push(lines[at + 1 + count] ?? "");
    at += count + 1;
  }
  return { text: kept.join("\n"), lostLines };
}
