/** A tab counts as so many columns: what matters is only that both sides are measured alike. */
export const tabWidth = 4;

/** What a row tells about its place: nothing, next to nothing (`}`), or something; a marker stands for rows left out. */
export const rowKind = { blank: 0, slight: 1, telling: 2, marker: 3 } as const;

/** Rows made ready for comparing. */
export type Rows = {
  readonly texts: readonly string[];
  /** The same number for rows that are the same but for blanks around them. */
  readonly keys: Int32Array;
  /** Of {@link rowKind}. */
  readonly kinds: Uint8Array;
  /** In columns; of a blank row -1. */
  readonly indents: Int32Array;
};

/** The numbers given to texts so far: two texts compare by key only when read with the same table. */
export type KeyTable = { readonly ids: Map<string, number>; readonly kinds: number[] };

/** A table in which nothing is numbered yet. */
export function keyTable(): KeyTable {
  return { ids: new Map([["", 0]]), kinds: [rowKind.blank] };
}

const slight =
  /^(?:[\s()[\]{}<>;,:"'`*/\\|+#-]*|\}?\s*else\s*[{:]?|end[;,)]?|begin|then|do|done|fi|esac|;;|try\s*[{:]|\}?\s*finally\s*[{:]|pass|break;?|continue;?|return;?|<\/[\w.-]*>|default:|endif)$/i;

/** No row that tells next to nothing is longer, closing tags aside. */
const longestSlight = 24;

/** Reads rows; `isMarker` tells the placeholders among those that the table does not know yet. */
export function readRows(
  texts: readonly string[],
  { ids, kinds: kindsOfKeys }: KeyTable,
  isMarker: (text: string) => boolean = () => false,
): Rows {
  const keys = new Int32Array(texts.length);
  const kinds = new Uint8Array(texts.length);
  const indents = new Int32Array(texts.length);
  for (let row = 0; row < texts.length; row += 1) {
    const text = texts[row] ?? "";
    const words = text.trim();
    let key = ids.get(words);
    if (key === undefined) {
      key = kindsOfKeys.length;
      ids.set(words, key);
      kindsOfKeys.push(isMarker(words) ? rowKind.marker : kindOf(words));
    }
    keys[row] = key;
    kinds[row] = kindsOfKeys[key] ?? rowKind.telling;
    indents[row] = key === 0 ? -1 : columnsOf(text);
  }
  return { texts, keys, kinds, indents };
}

function kindOf(words: string): number {
  return words.length <= longestSlight && slight.test(words) ? rowKind.slight : rowKind.telling;
}

function columnsOf(text: string): number {
  let columns = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32) columns += 1;
    else if (code === 9) columns += tabWidth - (columns % tabWidth);
    else break;
  }
  return columns;
}

/** Some of the rows, `to` excluded. */
export function rowsWithin(
  { texts, keys, kinds, indents }: Rows,
  [from, to]: readonly [number, number],
): Rows {
  return {
    texts: texts.slice(from, to),
    keys: keys.subarray(from, to),
    kinds: kinds.subarray(from, to),
    indents: indents.subarray(from, to),
  };
}

/** The nearest row from `from` on, going by `step`, that is not blank; -1 when there is none. */
export function writtenRow(rows: Rows, from: number, step: 1 | -1): number {
  for (let at = from; at >= 0 && at < rows.texts.length; at += step)
    if (rows.kinds[at] !== rowKind.blank) return at;
  return -1;
}

/** How many rows from `from` up to `to` (excluded) are neither blank nor a marker. */
export function countWritten(rows: Rows, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1)
    if (rows.kinds[at] === rowKind.slight || rows.kinds[at] === rowKind.telling) count += 1;
  return count;
}

/** Whether a row ends with what opens a block; of what opens one by a word alone, nothing is known. */
export function opensBlock(text: string): boolean {
  return /[{([:]\s*$/.test(text);
}

const closing = /^[)\]}>]|^(?:end|fi|done|esac)\b|^<\//;

/**
 * The row behind the block that a row opens: behind everything indented deeper, and the row that closes it. Of a row that
 * opens nothing, the next one.
 */
export function blockEnd({ texts, indents }: Rows, from: number): number {
  const margin = indents[from] ?? 0;
  let end = from + 1;
  for (const [row, own] of indents.subarray(from + 1).entries()) {
    const at = from + 1 + row;
    if (own === -1) continue;
    if (own < margin) return end;
    const text = own > margin ? "" : (texts[at] ?? "").trim();
    if (own === margin && !goesOn(text, at === end)) return closing.test(text) ? at + 1 : end;
    end = at + 1;
  }
  return end;
}

/** A brace on a row of its own, or what goes on behind one (`} else {`, `} catch {`): still the same block. */
function goesOn(text: string, isNext: boolean): boolean {
  return (text === "{" && isNext) || (closing.test(text) && /[{(:]$/.test(text));
}
