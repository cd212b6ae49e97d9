/** A file with more bytes than this is data, or was not written by hand. */
export const largestFile = 1024 * 1024;

/** Bytes at the start of a file in which one that is no text has a zero. */
const lookedAt = 8192;
/** A line with more characters than this was not written by hand. */
const longestLine = 5000;

/** A file's bytes as code; `undefined` for what is no text, or was made by a program. */
export function codeText(bytes: Uint8Array): string | undefined {
  if (bytes.length > largestFile || bytes.subarray(0, lookedAt).includes(0)) return undefined;
  const text = new TextDecoder().decode(bytes);
  for (let from = 0; from < text.length;) {
    const end = text.indexOf("\n", from);
    const to = end === -1 ? text.length : end;
    if (to - from > longestLine) return undefined;
    from = to + 1;
  }
  return text;
}
