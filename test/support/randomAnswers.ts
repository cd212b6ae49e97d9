import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { blockEnd, keyTable, readRows } from "../../src/edit/apply/rows.ts";
import { applyCases } from "./applyCases.ts";
import type { Random } from "./random.ts";

/** A file, what it is to become, and an answer that says so as a model might. */
export type RandomAnswer = {
  readonly before: string;
  readonly intended: string;
  readonly answer: string;
  readonly languageId: string;
  /** How it was made, for a person who looks at a failure. */
  readonly how: string;
};

type Source = { readonly rows: readonly string[]; readonly languageId: string };
/** Rows of the file (`to` excluded) and what comes in their place. */
type Edit = {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly string[];
  readonly kind: string;
};

const root = join(import.meta.dirname, "../..");

/** This project's own code, as files to change. */
export function ownSources(): readonly Source[] {
  const files = globSync("{src,media}/**/*.{ts,tsx,css}", { cwd: root }).sort();
  return files.flatMap((file) => {
    const rows = readFileSync(join(root, file), "utf8").trimEnd().split("\n");
    const languageId = file.endsWith(".css")
      ? "css"
      : file.endsWith(".tsx")
        ? "typescriptreact"
        : "typescript";
    return rows.length < 20 ? [] : [{ rows, languageId }];
  });
}

/** The files of the kept cases: they stay as they are, so that a seed means the same answers for good. */
export function caseSources(): readonly Source[] {
  const known = ["typescript", "javascriptreact", "java", "rust", "cpp", "csharp", "css"];
  return [...applyCases("cases"), ...applyCases("heldBack")].flatMap(({ languageId, before = "" }) => {
    const rows = before.replaceAll("\r", "").trimEnd().split("\n");
    return known.includes(languageId) && rows.length >= 15 ? [{ rows, languageId }] : [];
  });
}

/** Changes a file at one or two places and writes an answer that shows the change. */
export function randomAnswer(sources: readonly Source[], random: Random): RandomAnswer {
  const { rows, languageId, edits } = someChange(sources, random);
  const shown = someForm(rows, edits, random);
  const step = stepIn(rows);
  const spelled = someSpelling(shown.rows, step, random);
  const layout = random.pick(layouts);
  return {
    before: layout.write(rows, step),
    intended: layout.write(changed(rows, edits), step),
    answer: spelled.text,
    languageId,
    how: [...edits.map(({ kind }) => kind), shown.form, spelled.spelling, layout.name].join(", "),
  };
}

function someChange(
  sources: readonly Source[],
  random: Random,
): Source & { readonly edits: readonly Edit[] } {
  for (;;) {
    const source = random.pick(sources);
    const edits = someEdits(source.rows, random);
    if (edits.length > 0) return { ...source, edits };
  }
}

function changed(rows: readonly string[], edits: readonly Edit[]): readonly string[] {
  return edits
    .toReversed()
    .reduce<readonly string[]>(
      (text, edit) => text.toSpliced(edit.from, edit.to - edit.from, ...edit.rows),
      rows,
    );
}

/** Files are kept with other line ends and other indentation too; the answer knows nothing of it. */
const layouts = [
  { name: "as it is", write: (rows: readonly string[]) => `${rows.join("\n")}\n` },
  { name: "crlf", write: (rows: readonly string[]) => `${rows.join("\r\n")}\r\n` },
  { name: "no final end", write: (rows: readonly string[]) => rows.join("\n") },
  {
    name: "tabs",
    write: (rows: readonly string[], step: number) =>
      `${rows.map((row) => indented(row, step, "\t")).join("\n")}\n`,
  },
] as const;

/** How many blanks a step has: as many as the rows that are least indented. One alone is of a comment. */
function stepIn(rows: readonly string[]): number {
  const leads = rows.map((row) => /^ */.exec(row)?.[0].length ?? 0).filter((lead) => lead > 1);
  return leads.length === 0 ? 2 : Math.min(...leads);
}

/** A row with other blanks for each of its steps; `step` is how many it has for one. */
function indented(row: string, step: number, blanks: string): string {
  const lead = /^ */.exec(row)?.[0].length ?? 0;
  return blanks.repeat(Math.floor(lead / step)) + " ".repeat(lead % step) + row.slice(lead);
}

function someEdits(rows: readonly string[], random: Random): readonly Edit[] {
  const [first, second] = [someEdit(rows, random), someEdit(rows, random)];
  if (first === undefined) return [];
  if (second === undefined || random.integer(3) > 0) return [first];
  const ordered = [first, second].sort((one, other) => one.from - other.from);
  const [one, other] = ordered;
  return one !== undefined && other !== undefined && one.to + 1 < other.from ? ordered : [first];
}

function someEdit(rows: readonly string[], random: Random): Edit | undefined {
  for (let tries = 0; tries < 100; tries += 1) {
    const from = 1 + random.integer(rows.length - 3);
    const edit = random.pick([replaced, inserted, removed, wrapped])(rows, from, random);
    if (edit !== undefined) return edit;
  }
  return undefined;
}

/** A row that is a statement by itself. */
function isPlain(row: string | undefined): row is string {
  return row !== undefined && /\w.*[;,]$/.test(row) && !/[{}()[\]`*/]/.test(row);
}

function replaced(rows: readonly string[], from: number, random: Random): Edit | undefined {
  const to = from + 1 + random.integer(3);
  const old = rows.slice(from, to);
  if (old.length < to - from || !old.every(isPlain)) return undefined;
  const words = ["fresh", "other", "limit", "total"];
  const fresh = old.map((row) =>
    row.replace(/(\w+)([;,])$/, (_, word: string, end: string) => `${word}${random.pick(words)}${end}`),
  );
  return { from, to, rows: fresh, kind: "replaced" };
}

function inserted(rows: readonly string[], from: number, random: Random): Edit | undefined {
  const [above, below] = [rows[from - 1], rows[from]];
  if (!isPlain(above) || below === undefined || below.trim() === "") return undefined;
  const lead = /^ */.exec(above)?.[0] ?? "";
  if (lead !== /^ */.exec(below)?.[0]) return undefined;
  const end = above.endsWith(",") ? "," : ";";
  const fresh = Array.from(
    { length: 1 + random.integer(3) },
    (_, index) => `${lead}added${random.integer(1000)}x${index}${end}`,
  );
  return { from, to: from, rows: fresh, kind: "inserted" };
}

function removed(rows: readonly string[], from: number, random: Random): Edit | undefined {
  const to = from + 1 + random.integer(2);
  const old = rows.slice(from, to);
  return old.length === to - from && old.every(isPlain) ? { from, to, rows: [], kind: "removed" } : undefined;
}

function wrapped(rows: readonly string[], from: number, random: Random): Edit | undefined {
  const to = from + 1 + random.integer(3);
  const old = rows.slice(from, to);
  const lead = /^ */.exec(old[0] ?? "")?.[0] ?? "";
  const isLevel = old.every((row) => isPlain(row) && row.endsWith(";") && /^ */.exec(row)?.[0] === lead);
  if (old.length < to - from || !isLevel || lead === "") return undefined;
  const fresh = [
    `${lead}if (isWanted) {`,
    ...old.map((row) => `${" ".repeat(stepIn(rows))}${row}`),
    `${lead}}`,
  ];
  return { from, to, rows: fresh, kind: "wrapped" };
}

type Shown = { readonly form: string; readonly rows: readonly string[] };

function someForm(rows: readonly string[], edits: readonly Edit[], random: Random): Shown {
  return random.pick([inContext, inContext, inBlock, inBlock, asWhole, asWhole, withMarkers, withMarkers])(
    rows,
    edits,
    random,
  );
}

function inContext(rows: readonly string[], edits: readonly Edit[], random: Random): Shown {
  const lines = edits.some(({ kind }) => kind === "removed") ? 1 + random.integer(4) : random.integer(5);
  return { form: `${lines} rows around`, rows: partOf(rows, edits, around(rows, edits, lines)) };
}

type Range = readonly [from: number, to: number];

function around(rows: readonly string[], edits: readonly Edit[], lines: number): Range {
  return [before(rows, edits[0]?.from ?? 0, lines), behind(rows, edits.at(-1)?.to ?? 0, lines)];
}

/** So many rows that are not blank before a row, or as many as there are. */
function before(rows: readonly string[], row: number, lines: number): number {
  let [at, left] = [row, lines];
  while (at > 0 && left > 0) {
    at -= 1;
    if (rows[at]?.trim() !== "") left -= 1;
  }
  return at;
}

function behind(rows: readonly string[], row: number, lines: number): number {
  let [at, left] = [row, lines];
  for (; at < rows.length && left > 0; at += 1) if (rows[at]?.trim() !== "") left -= 1;
  return at;
}

function partOf(rows: readonly string[], edits: readonly Edit[], [from, to]: Range): readonly string[] {
  const end = rows.length - to;
  const after = changed(rows, edits);
  return after.slice(from, after.length - end);
}

function asWhole(rows: readonly string[], edits: readonly Edit[]): Shown {
  return { form: "whole file", rows: changed(rows, edits) };
}

/** The outermost block that holds the change. */
function blockAround(rows: readonly string[], edits: readonly Edit[]): Range {
  const read = readRows(rows, keyTable());
  const [from, to] = around(rows, edits, 0);
  for (let head = from - 1; head >= 0; head -= 1) {
    const end = blockEnd(read, head);
    if ((read.indents[head] ?? 1) === 0 && end >= to && end > head + 1) return [head, end];
  }
  return [0, rows.length];
}

function inBlock(rows: readonly string[], edits: readonly Edit[]): Shown {
  return { form: "whole block", rows: partOf(rows, edits, blockAround(rows, edits)) };
}

const markers = [
  "// ... existing code ...",
  "// ...",
  "/* ... rest unchanged ... */",
  "// existing code here",
];

/** The block with its first and last row, the changes with rows around them, and markers for the rest. */
function withMarkers(rows: readonly string[], edits: readonly Edit[], random: Random): Shown {
  const [from, to] = blockAround(rows, edits);
  // What is taken away has to be between rows that are shown.
  if ((edits.at(-1)?.to ?? 0) >= to - 1) return asWhole(rows, edits);
  const lines = 1 + random.integer(3);
  const marker = random.pick(markers);
  const shown: string[] = [];
  let at = from;
  const leaveOut = (next: number): void => {
    const lead = /^ */.exec(rows.slice(at, next).find((row) => row.trim() !== "") ?? "")?.[0] ?? "";
    if (next - at > 2) shown.push(`${lead}${marker}`);
    else shown.push(...rows.slice(at, next));
  };
  shown.push(rows[at] ?? "");
  at += 1;
  for (const edit of edits) {
    const start = Math.max(at, before(rows, edit.from, lines));
    leaveOut(start);
    shown.push(...rows.slice(start, edit.from), ...edit.rows);
    at = edit.to;
    const end = Math.min(to, behind(rows, edit.to, lines));
    if (edit === edits.at(-1) || end < (edits.at(-1)?.from ?? 0)) {
      shown.push(...rows.slice(at, end));
      at = end;
    }
  }
  leaveOut(Math.max(at, to - 1));
  if (at < to) shown.push(rows[to - 1] ?? "");
  return { form: `markers, ${lines} rows around`, rows: shown };
}

function someSpelling(
  rows: readonly string[],
  step: number,
  random: Random,
): { readonly spelling: string; readonly text: string } {
  const spelling = random.pick(Object.keys(spellings));
  return { spelling, text: spellings[spelling]?.(rows, step) ?? rows.join("\n") };
}

/** How models write down the same code. */
const spellings: Readonly<Record<string, (rows: readonly string[], step: number) => string>> = {
  plain: (rows) => rows.join("\n"),
  fenced: (rows) => `Here it is:\n\n\`\`\`\n${rows.join("\n")}\n\`\`\`\n`,
  "to the left": (rows) => toTheLeft(rows).join("\n"),
  "four spaces": (rows, step) =>
    toTheLeft(rows)
      .map((row) => indented(row, step, "    "))
      .join("\n"),
  tabs: (rows, step) =>
    toTheLeft(rows)
      .map((row) => indented(row, step, "\t"))
      .join("\n"),
  crlf: (rows) => rows.join("\r\n"),
  numbered: (rows) => rows.map((row, index) => `${index + 7} | ${row}`).join("\n"),
  "cut first": (rows) => [(rows[0] ?? "").trimStart(), ...rows.slice(1)].join("\n"),
};

function toTheLeft(rows: readonly string[]): readonly string[] {
  const margin = Math.min(
    ...rows.filter((row) => row.trim() !== "").map((row) => row.length - row.trimStart().length),
  );
  return rows.map((row) => row.slice(margin));
}
