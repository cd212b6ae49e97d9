/** Characters per piece: each is laid out by itself, and only when it comes into sight. */
export const chunkLength = 4000;
/** How far before its end a piece may be cut to end with a line. */
const slack = 1000;

/** Cuts a text into pieces of at most {@link chunkLength}, at ends of lines where there are some; joined they are `text` again. */
export function textChunks(text: string): readonly string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = cutBefore(text, start);
    chunks.push(text.slice(start, end));
    start = end;
  }
  return chunks;
}

function cutBefore(text: string, start: number): number {
  const limit = start + chunkLength;
  if (limit >= text.length) return text.length;
  const piece = text.slice(start, limit);
  const line = piece.lastIndexOf("\n") + 1;
  if (line > 0) return start + line;
  // A JSON body is one line; the ends of the lines in it are written out.
  const written = piece.lastIndexOf("\\n") + 2;
  if (written > chunkLength - slack) return start + written;
  const isInsidePair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return isInsidePair ? limit - 1 : limit;
}
