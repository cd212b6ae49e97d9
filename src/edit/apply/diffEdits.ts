/** A row of an edit: context, taken away, or added. */
export type EditRow = { readonly op: " " | "-" | "+"; readonly text: string };

/** One change with what stands around it; `line` is where a diff says that it begins, from 1. */
export type Edit = { readonly rows: readonly EditRow[]; readonly line?: number };

/**
 * The edits of a unified diff, complete or as models abbreviate it (no header, wrong counts), or of search-and-replace
 * blocks; `undefined` when the rows are neither. `isDiff` says that the answer calls them one.
 */
export function diffEdits(rows: readonly string[], isDiff: boolean): readonly Edit[] | undefined {
  return searchBlocks(rows) ?? unified(rows, isDiff);
}

const [searchStart, searchMiddle, searchEnd] = [
  /^<{5,}\s*(?:SEARCH|ORIGINAL|HEAD|OLD)?\s*$/,
  /^={5,}\s*$/,
  /^>{5,}\s*(?:REPLACE|UPDATED|NEW)?.*$/,
];

function searchBlocks(rows: readonly string[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  let [op, current]: ["-" | "+" | undefined, EditRow[]] = [undefined, []];
  for (const text of rows) {
    if (op === undefined) {
      if (searchStart.test(text)) op = "-";
    } else if (op === "-" && searchMiddle.test(text)) op = "+";
    else if (op === "+" && searchEnd.test(text)) {
      edits.push({ rows: sharedAsContext(current) });
      [op, current] = [undefined, []];
    } else current.push({ op, text });
  }
  return edits.length === 0 || op !== undefined ? undefined : edits;
}

/** Rows that both sides begin or end with are context: they are not touched. */
function sharedAsContext(rows: readonly EditRow[]): readonly EditRow[] {
  const [old, fresh] = [rows.filter(({ op }) => op === "-"), rows.filter(({ op }) => op === "+")];
  const most = Math.min(old.length, fresh.length);
  const context = ({ text }: EditRow): EditRow => ({ op: " ", text });
  let head = 0;
  while (head < most && old[head]?.text === fresh[head]?.text) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail)?.text === fresh.at(-1 - tail)?.text) tail += 1;
  return [
    ...old.slice(0, head).map(context),
    ...old.slice(head, old.length - tail),
    ...fresh.slice(head, fresh.length - tail),
    ...old.slice(old.length - tail).map(context),
  ];
}

const hunk = /^@@(?:\s*-(\d+)(?:,\d+)?\s+\+\d+(?:,\d+)?)?.*$/;
const header =
  /^(?:diff --git |index [\da-f]+\.\.|--- |\+\+\+ |new file mode |deleted file mode |similarity |rename )/;

function unified(rows: readonly string[], isDiff: boolean): readonly Edit[] | undefined {
  const hasHunks = rows.some((row) => hunk.test(row));
  const hasHeader = rows.some((row, index) => row.startsWith("--- ") && rows[index + 1]?.startsWith("+++ "));
  if (!hasHunks && !hasHeader && !isDiff) return undefined;
  const changing = hunksOf(rows).filter((edit) => edit.rows.some(({ op }) => op !== " "));
  return changing.length === 0 ? undefined : changing.map(withoutBlankEnds);
}

function hunksOf(rows: readonly string[]): readonly Edit[] {
  const edits: { readonly rows: EditRow[]; readonly line?: number }[] = [];
  let current: EditRow[] | undefined;
  const begin = (line: string | undefined): EditRow[] => {
    const fresh: EditRow[] = [];
    edits.push({ rows: fresh, ...(line !== undefined && { line: Number(line) }) });
    return fresh;
  };
  for (const [index, row] of rows.entries()) {
    const start = hunk.exec(row);
    if (start !== null) current = begin(start[1]);
    else if (isHeader(rows, index, current === undefined)) current = undefined;
    else if (!row.startsWith("\\ No newline")) (current ??= begin(undefined)).push(editRow(row));
  }
  return edits;
}

function isHeader(rows: readonly string[], index: number, isOutside: boolean): boolean {
  const row = rows[index] ?? "";
  if (isOutside) return header.test(row) || row.trim() === "";
  return (
    row.startsWith("diff --git ") || (row.startsWith("--- ") && rows[index + 1]?.startsWith("+++ ") === true)
  );
}

function editRow(row: string): EditRow {
  const [op] = row;
  if (op === "+" || op === "-") return { op, text: row.slice(1) };
  return { op: " ", text: row.startsWith(" ") ? row.slice(1) : row };
}

function withoutBlankEnds(edit: Edit): Edit {
  const isIdle = ({ op, text }: EditRow): boolean => op === " " && text.trim() === "";
  const from = edit.rows.findIndex((row) => !isIdle(row));
  const to = edit.rows.findLastIndex((row) => !isIdle(row));
  return { ...edit, rows: edit.rows.slice(from, to + 1) };
}
