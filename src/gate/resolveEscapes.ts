/** A text with its escapes resolved, and where each of its offsets stands in the text it was read from. */
export type Resolved = { readonly text: string; readonly toOriginal: (offset: number) => number };

const named: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

type Escape = { readonly means: string; readonly length: number };

/** A character by its number: `\u0041`, `\u{41}`, `\x41`. */
function numbered(text: string, at: number): Escape | undefined {
  const code = /^(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/i.exec(text.slice(at + 1, at + 10));
  if (code === null) return undefined;
  const [written, ...digits] = code;
  const value = Number.parseInt(digits.join(""), 16);
  return value > 0x10ffff ? undefined : { means: String.fromCodePoint(value), length: 1 + written.length };
}

/** Reads the escape that starts at a backslash, as JSON, JavaScript, C, Python or a shell would. */
function escapeAt(text: string, at: number): Escape {
  const next = text[at + 1] ?? "";
  const plain = { means: named[next] ?? next, length: 1 + next.length };
  if (next === "\n") return { means: "", length: 2 };
  if (next === "\r") return { means: "", length: text[at + 2] === "\n" ? 3 : 2 };
  return next === "u" || next === "x" ? (numbered(text, at) ?? plain) : plain;
}

/** Resolves every backslash escape, whatever language wrote it; `undefined` when there is none. */
export function resolveEscapes(text: string): Resolved | undefined {
  let backslash = text.indexOf("\\");
  if (backslash === -1) return undefined;
  const pieces: string[] = [];
  // Where a piece starts in the resolved text, and where in the original one.
  const starts: number[] = [];
  const originals: number[] = [];
  let length = 0;
  const add = (piece: string, original: number): void => {
    pieces.push(piece);
    starts.push(length);
    originals.push(original);
    length += piece.length;
  };
  let at = 0;
  for (; backslash !== -1; backslash = text.indexOf("\\", at)) {
    add(text.slice(at, backslash), at);
    const escape = escapeAt(text, backslash);
    add(escape.means, backslash);
    at = backslash + escape.length;
  }
  add(text.slice(at), at);
  return { text: pieces.join(""), toOriginal: (offset) => original(offset, starts, originals) };
}

function original(offset: number, starts: readonly number[], originals: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (originals[low] ?? 0) + offset - (starts[low] ?? 0);
}
