/** What an answer holds of the lines that were asked for, as far as it has come. */
export type RegionAnswer = {
  /** Lines without their ends; one that is still being written is not among them. */
  readonly lines: readonly string[];
  /** `ended`: the block of code is closed, and what follows is talk. `talk`: it holds no code. */
  readonly state: "waiting" | "code" | "ended" | "talk";
};

type Fence = { readonly mark: string; readonly info: string };

function fenceOf(line: string): Fence | undefined {
  const [, mark, info] = /^\s{0,3}(`{3,}|~{3,})\s*([^`]*)$/.exec(line) ?? [];
  return mark === undefined ? undefined : { mark, info: (info ?? "").trim() };
}

function closesFence(line: string, opened: string): boolean {
  const fence = fenceOf(line);
  return fence?.info === "" && fence.mark.startsWith(opened);
}

/** How models begin a sentence about the code that they are going to write. */
const talk =
  /^\s*(?:here(?:'s| is| are)|sure\b|certainly\b|of course\b|okay\b|ok[,.!]|below\b|the (?:following|updated|modified|changed|new|code)\b|this (?:is|code)\b|i(?:'ve| have|'ll| will)\b|to (?:do|make|add|change|fix)\b|updated code)/i;

/** The same as a heading; written small it is a name. */
const heading = /^\s*Answer\s*(?::|$)/;

/** A name that something is done with: code, whatever it is called. */
const use = /^\s*\w+(?:\s*[-+*/%&|^:]?=|[([]|\??\.\w)/;

function isSaid(line: string): boolean {
  return heading.test(line) || (talk.test(line) && !use.test(line));
}

/**
 * Takes the code out of an answer: what stands in its first fenced block, or all of it where a model forgot the fences. A
 * block may hold blocks of its own that name their language, and any where the lines asked about (`region`) hold fences. With
 * `isOver` there is no more to come.
 */
export function regionAnswer(text: string, isOver: boolean, region: readonly string[] = []): RegionAnswer {
  const lines = text.split(/\r?\n/);
  // What is still being written may become anything.
  if (!isOver) lines.pop();
  const open = lines.findIndex((line) => fenceOf(line) !== undefined);
  if (open === -1) return unfenced(lines, isOver);
  const before = lines.slice(0, open).filter((line) => line.trim() !== "");
  // A block within code that was never fenced: documentation, or a document.
  if (before.length > 0 && !isTalk(before)) return unfenced(lines, isOver);
  const [code, mark] = [lines.slice(open + 1), fenceOf(lines[open] ?? "")?.mark ?? "```"];
  const holdsFences = region.some((line) => fenceOf(line) !== undefined);
  return holdsFences ? fencedAmongFences(code, { mark, isOver, region }) : fenced(code, mark);
}

function isTalk(lines: readonly string[]): boolean {
  const [first = ""] = lines;
  return isSaid(first) || /:\s*$/.test(lines.at(-1) ?? "");
}

function fenced(lines: readonly string[], mark: string): RegionAnswer {
  const inner: string[] = [];
  let nested: string | undefined;
  for (const line of lines) {
    const fence = fenceOf(line);
    if (nested !== undefined) {
      if (closesFence(line, nested)) nested = undefined;
    } else if (closesFence(line, mark)) return { lines: withoutNumbers(inner), state: "ended" };
    else if (fence !== undefined && fence.info !== "") nested = fence.mark;
    inner.push(line);
  }
  return { lines: withoutNumbers(inner), state: "code" };
}

type Walk = {
  /** The block that is open at the end. */
  readonly nested?: Fence;
  /** The row of a fence that names a language within a block that names none. */
  readonly odd?: number;
};

/** Takes every fence outside of a block for one that opens a block. */
function walk(lines: readonly string[]): Walk {
  let nested: Fence | undefined;
  let odd: number | undefined;
  for (const [row, line] of lines.entries()) {
    const fence = fenceOf(line);
    if (nested === undefined) nested = fence;
    else if (closesFence(line, nested.mark)) nested = undefined;
    else if (nested.info === "" && fence !== undefined && fence.info !== "") odd ??= row;
  }
  return { ...(nested && { nested }), ...(odd !== undefined && { odd }) };
}

type Among = { readonly mark: string; readonly isOver: boolean; readonly region: readonly string[] };

/**
 * The row of the fence that ends lines which hold fences of their own, once that is known. It is one too many: it leaves a block
 * open where the lines asked about leave none, and the other way round.
 */
function endAmongFences(code: readonly string[], { mark, isOver, region }: Among): number | undefined {
  const closes = (line: string): boolean => closesFence(line, mark);
  const isWhole = walk(region).nested === undefined;
  const { nested, odd } = walk(code);
  // What is said behind the lines holds blocks, too.
  if (isWhole && odd !== undefined) return rowOf(code.slice(0, odd).findLastIndex(closes));
  const isClosed = isWhole ? nested?.info === "" : nested === undefined;
  return isOver && isClosed ? rowOf(code.findLastIndex(closes)) : undefined;
}

function fencedAmongFences(code: readonly string[], among: Among): RegionAnswer {
  const end = endAmongFences(code, among);
  return { lines: withoutNumbers(code.slice(0, end)), state: end === undefined ? "code" : "ended" };
}

function rowOf(index: number): number | undefined {
  return index === -1 ? undefined : index;
}

function unfenced(lines: readonly string[], isOver: boolean): RegionAnswer {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first === -1) return { lines: [], state: isOver ? "talk" : "waiting" };
  if (isSaid(lines[first] ?? "")) return { lines: [], state: isOver ? "talk" : "waiting" };
  return { lines: withoutNumbers(lines.slice(first)), state: isOver ? "ended" : "code" };
}

const numbered = /^\s*(\d+)\s?[|:→](?: |$)/;

/** Lines whose numbers a model wrote along, as they stood in something it has read. */
function withoutNumbers(lines: readonly string[]): readonly string[] {
  const numbers = lines.flatMap((line) => (line.trim() === "" ? [] : Number(numbered.exec(line)?.[1])));
  const isCounted =
    numbers.length > 1 && numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? NaN));
  return isCounted ? lines.map((line) => line.replace(numbered, "")) : lines;
}
