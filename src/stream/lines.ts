/** A line longer than this is no line of any protocol we speak; the longest real ones are a few kilobytes. */
const longestLine = 4 * 1024 * 1024;

/** Thrown when a line grows beyond {@link longestLine}. */
export class LineTooLong extends Error {}

/**
 * Splits bytes into lines of text, whatever pieces they come in: characters split between pieces are put together, and
 * both `\n` and `\r\n` end a line. A last line without an end is yielded too.
 */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = pieces.pop() ?? "";
    for (const piece of pieces) yield withoutReturn(piece);
    if (rest.length > longestLine) throw new LineTooLong();
  }
  rest += decoder.decode();
  if (rest !== "") yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
