import type { Lines } from "../codeFile.ts";

/** A piece of a document that is found as a whole, with the names it defines and those of what it stands in. */
export type CodeChunk = { readonly lines: Lines; readonly text: string; readonly names: readonly string[] };

/** Lines of a chunk, at least where there are so many, at best, and at most: a function with what belongs to it. */
const fewest = 15;
const best = 45;
const most = 60;
/** Lines that a rest may have to stay with what is before it. */
const rest = 10;
/** Rows that tell how long a chunk is: the longest, and whether what follows is only a rest. */
const lookedAt = Math.max(most, best + rest) + 1;
/** A line indented deeper than this is no better or worse a place to cut at than one indented so far. */
const deepest = 24;

const opens =
  /^[ \t]*(?:(?:export|default|declare|abstract|public|private|protected|internal|static|final|async|pub(?:\([a-z]+\))?|unsafe|override|open|sealed|data)\s+)*(?:class|interface|trait|struct|enum|union|impl|module|namespace|type|function\*?|func|fun|fn|def|const|let|var|val)\s+(?:\([^)]*\)\s*)?([\p{L}_$][\p{L}\p{N}_$]*)/u;
const heading = /^#{1,6}\s+(.+)/;
const fence = /^\s*(?:```|~~~)/;

/** What of a line decides where a document is cut. */
type Row = {
  readonly text: string;
  /** Columns before its first character; `undefined`: it is empty. */
  readonly indent: number | undefined;
  /** What the line defines, or the words of a heading. */
  readonly name: string | undefined;
};

function codeRow(text: string): Row {
  const indent = text.search(/\S/);
  return { text, indent: indent === -1 ? undefined : indent, name: opens.exec(text)?.[1] };
}

/** A heading of a Markdown document stands further out than what is below it. */
function proseRow(text: string, isFenced: boolean): Row {
  const name = isFenced ? undefined : heading.exec(text)?.[1];
  const level = name === undefined ? deepest : text.indexOf(" ");
  return { text, indent: text.trim() === "" ? undefined : level, name };
}

function* rowsOf(text: string, languageId: string): Generator<Row> {
  let isFenced = false;
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf("\n", from);
    const line = text.slice(from, end === -1 ? undefined : end).replace(/\r$/, "");
    if (fence.test(line)) isFenced = !isFenced;
    yield languageId === "markdown" ? proseRow(line, isFenced) : codeRow(line);
    from = end === -1 ? Infinity : end + 1;
  }
}

/** How bad it is to cut before a row: the further in it stands the worse, and worse within a block than after a gap. */
function costAt(rows: readonly Row[], at: number): number {
  const row = rows[at];
  if (row?.indent === undefined) return Infinity;
  const closes = /^\s*[)\]}]|^\s*(?:else|end|catch|finally|except|elif)\b/.test(row.text) ? 40 : 0;
  const isAfterGap = rows[at - 1]?.indent === undefined;
  const distance = Math.abs(at - best) / 4;
  return Math.min(row.indent, deepest) + (isAfterGap ? 0 : 12) + closes + distance;
}

/** How many of the next rows are a chunk. So many are enough to tell: {@link lookedAt}. */
function chunkLength(rows: readonly Row[]): number {
  if (rows.length <= best + rest) return rows.length;
  let found = most;
  let least = Infinity;
  for (let at = fewest; at <= most && at < rows.length; at += 1) {
    const cost = costAt(rows, at);
    if (cost < least) [found, least] = [at, cost];
  }
  return found;
}

/** The definitions that are open at a row, the outermost first, and how far in each stands. */
type Open = { readonly name: string; readonly indent: number };

/** Follows which definitions are open from one row to the next. */
function opened(open: readonly Open[], { indent, name }: Row): readonly Open[] {
  if (indent === undefined) return open;
  const around = open.at(-1);
  const still =
    around === undefined || around.indent < indent ? open : open.filter((each) => each.indent < indent);
  return name === undefined ? still : [...still, { name, indent }];
}

/**
 * Cuts a document into chunks of about a screen, where its layout has a gap: between top-level definitions if it can be,
 * else between those within one, never before a closing bracket if there is another way. Markdown is cut at headings.
 */
export function* codeChunks(text: string, languageId: string): Generator<CodeChunk> {
  const coming = rowsOf(text, languageId);
  const rows: Row[] = [];
  let open: readonly Open[] = [];
  for (let first = 1; fill(rows, coming);) {
    const part = rows.splice(0, chunkLength(rows));
    const names = new Set(open.map(({ name }) => name));
    for (const row of part) {
      open = opened(open, row);
      if (row.name !== undefined) names.add(row.name);
    }
    const lines = { first, last: first + part.length - 1 };
    const chunk = part.map((row) => row.text).join("\n");
    if (chunk.trim() !== "") yield { lines, text: chunk, names: [...names] };
    first += part.length;
  }
}

/** Takes in as many rows as a chunk is chosen from; `false`: there are none. */
function fill(rows: Row[], coming: Iterator<Row, unknown>): boolean {
  while (rows.length < lookedAt) {
    const next = coming.next();
    if (next.done === true) break;
    rows.push(next.value);
  }
  return rows.length > 0;
}
