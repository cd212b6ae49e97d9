/** Most of an error or errand answer that is ever read, in bytes. */
const mostBytes = 4 * 1024 * 1024;

/** Reads a short body whole; longer ones are cut. */
export async function readBody(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, mostBytes).toString("utf8");
}

/** Parses JSON from outside; `undefined` when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
