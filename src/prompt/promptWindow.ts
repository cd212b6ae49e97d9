import type { ContextBlock } from "../context/contextBlock.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { onlyCloses } from "../context/onlyCloses.ts";
import { charactersPerToken, headTokens, type PromptBudget } from "./promptBudget.ts";
import { isSameSuffix } from "./isSameSuffix.ts";
import { firstLines, lineStart } from "./wholeLines.ts";

/** A stretch of the document: offsets are UTF-16 code units into the snapshot it was planned for. */
export type Stretch = { readonly text: string; readonly from: number };

/**
 * What of a document, and of others, goes into a prompt. A window is planned from the one before it, so that what the
 * server has read already stays the beginning of what it is sent next.
 */
export type PromptWindow = {
  readonly uri: string;
  readonly path: string;
  readonly languageId: string;
  /** Code from elsewhere. */
  readonly context: readonly ContextBlock[];
  /** The first lines of the document, when the window begins further down. */
  readonly head: Stretch;
  /** From the beginning of the window to the anchor. */
  readonly prefix: Stretch;
  /** From the anchor to the position. */
  readonly typed: Stretch;
  /** What follows, from the next line on. */
  readonly suffix: Stretch;
};

/** How a window is planned. */
export type WindowPlan = {
  readonly budget: PromptBudget;
  /**
   * Where what was typed begins. `line`: with the position's line. `middle`: where typing began, for models that were
   * measured to do as well with it. `none`: all of it belongs to the prefix.
   */
  readonly anchor: "line" | "middle" | "none";
  /** Whether the model takes a suffix. */
  readonly fillsIn: boolean;
  readonly context: readonly ContextBlock[];
  readonly previous?: PromptWindow | undefined;
};

/** Most tokens between a kept anchor and the position. */
const mostTypedTokens = 256;
/** How much of a full window stays when it moves on. */
const kept = 0.75;
/** So much of a window's beginning must still stand where it stood. */
const landmark = 200;

/** Plans the window for a position, keeping as much of the previous one as still holds. */
export function planWindow(snapshot: EditorSnapshot, plan: WindowPlan): PromptWindow {
  const previous = plan.previous?.uri === snapshot.uri ? plan.previous : undefined;
  const start = windowStart(snapshot, plan, previous);
  const anchor = anchorAt(snapshot, plan, { start, previous });
  const { text, offset, uri, path, languageId } = snapshot;
  const prefix = text.slice(start, anchor);
  // Behind a prefix that has changed the server reads everything again, so that nothing is saved by an old suffix.
  const isKept = plan.anchor === "none" || prefix === previous?.prefix.text;
  return {
    ...{ uri, path, languageId },
    context: plan.context,
    head: keptHead(snapshot, previous, start) ?? headOf(text, start),
    prefix: { text: prefix, from: start },
    typed: { text: text.slice(anchor, offset), from: anchor },
    suffix: plan.fillsIn
      ? suffixAt(snapshot, plan, isKept ? previous : undefined)
      : { text: "", from: offset },
  };
}

/** Whether the window begins anew: the server has to read all of the document's part again. */
export function beginsAnew(window: PromptWindow, previous: PromptWindow | undefined): boolean {
  return (
    previous?.uri !== window.uri || !window.prefix.text.startsWith(previous.prefix.text.slice(0, landmark))
  );
}

/** The offset at which the window begins: that of the previous one as long as it can be. */
function windowStart(
  { text, offset }: EditorSnapshot,
  { budget }: WindowPlan,
  previous: PromptWindow | undefined,
): number {
  const room = budget.prefixTokens * charactersPerToken;
  const before = previous && standsAt(text, previous.prefix, offset);
  const isInside = before !== undefined && before <= offset;
  if (isInside && offset - before <= room) return before;
  return offset <= room ? 0 : boundaryAfter(text, Math.floor(offset - room * kept), offset);
}

/** Where the beginning of a stretch stands now, after edits above it. */
function standsAt(text: string, { text: old, from }: Stretch, offset: number): number | undefined {
  const mark = old.slice(0, landmark);
  if (text.startsWith(mark, from)) return from;
  if (mark.length < landmark || from === 0) return undefined;
  const found = text.lastIndexOf(mark, offset);
  return found === -1 ? undefined : found;
}

/** Where a window begins best: with an outermost line behind a blank one, an outermost one, one behind a blank one. */
const boundaries = [/\n[ \t]*\r?\n(?=\S)/, /\n(?=[^\s)}\]])/, /\n[ \t]*\r?\n/];

/** A place to begin a window with. */
function boundaryAfter(text: string, least: number, offset: number): number {
  const from = text.indexOf("\n", least) + 1;
  // A line that is longer than the window is cut: there is nothing else to begin with.
  if (from === 0 || from > offset) return isLowSurrogate(text, least) ? least + 1 : least;
  const latest = from + (offset - from) / 3;
  const stretch = text.slice(from, Math.max(from, latest));
  const found = boundaries.map((pattern) => pattern.exec(stretch)).find((match) => match !== null);
  return found === undefined ? from : from + found.index + found[0].length;
}

function isLowSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** The first lines as they were stay while the window does: a changed one would make the server read all of it again. */
function keptHead(
  { text, offset }: EditorSnapshot,
  previous: PromptWindow | undefined,
  start: number,
): Stretch | undefined {
  if (previous === undefined || previous.head.text === "") return undefined;
  return start > 0 && standsAt(text, previous.prefix, offset) === start ? previous.head : undefined;
}

function headOf(text: string, start: number): Stretch {
  const head = firstLines(text.slice(0, start), headTokens * charactersPerToken);
  return { text: head, from: 0 };
}

type Known = { readonly start: number; readonly previous: PromptWindow | undefined };

function anchorAt({ text, offset }: EditorSnapshot, { anchor }: WindowPlan, known: Known): number {
  if (anchor === "none") return offset;
  const line = Math.max(known.start, lineStart(text, offset));
  const { previous } = known;
  if (anchor === "line" || previous === undefined) return line;
  const from = known.start + previous.prefix.text.length;
  const typed = offset - from;
  const holds =
    typed >= 0 &&
    typed <= mostTypedTokens * charactersPerToken &&
    text.startsWith(previous.prefix.text, known.start);
  return holds ? from : line;
}

function suffixAt(
  snapshot: EditorSnapshot,
  { budget }: WindowPlan,
  previous: PromptWindow | undefined,
): Stretch {
  const { text, offset } = snapshot;
  const from = suffixStart(text, offset);
  const suffix = firstLines(text.slice(from, from + room(budget) + 1), room(budget));
  const old = previous?.suffix.text;
  return { text: old !== undefined && isSameSuffix(old, suffix) ? old : suffix, from };
}

function room({ suffixTokens }: PromptBudget): number {
  return Math.floor(suffixTokens * charactersPerToken);
}

/**
 * The suffix begins with the next line: closers that the editor puts in by itself come and go with every key. Code behind
 * the position is another matter.
 */
function suffixStart(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  const tail = text.slice(offset, end === -1 ? text.length : end);
  if (!onlyCloses(tail)) return offset;
  return end === -1 ? text.length : end + 1;
}
