/** Lines per piece. Each piece is laid out by itself, so that a growing block costs as much as its last piece. */
export const linesPerChunk = 32;

/** Cuts code into pieces of {@link linesPerChunk} lines, each with its line ends; joined they are `text` again. */
export function codeChunks(text: string): readonly string[] {
  const lines = text.split(/(?<=\n)/);
  const chunks: string[] = [];
  for (let first = 0; first < lines.length; first += linesPerChunk)
    chunks.push(lines.slice(first, first + linesPerChunk).join(""));
  return chunks;
}
