import QuickLRU from "quick-lru";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { lineStart } from "../prompt/wholeLines.ts";
import { restAfter } from "./restAfter.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** A text that goes on from a position. */
export type Continuation = {
  readonly id: string;
  readonly text: string;
  readonly model: string;
  /** Whether the user asked for it with a key. */
  readonly manual: boolean;
  /** Whether the user asked for it beside another one, which stays what is found first. */
  readonly isOther?: true;
};

/** What is left of a continuation at another position. */
export type Left = Continuation & { readonly reindented: boolean };

/** Where a continuation begins, so that it is found again from every position that was typed through it. */
type Begun = {
  /** The position's own line up to the position. */
  readonly line: string;
  /** What stands below the position's line. */
  readonly below: string;
};

type Entry = Begun & Continuation;
type Nothing = Begun & { readonly no: NoSuggestion; readonly untilMs: number };

/** Most positions that are remembered. */
const mostPlaces = 200;
/** Most continuations of one line: a few keys, and what other models said. */
const mostOfOneLine = 8;
/** Lines above the position in which a continuation may have begun. */
const mostLinesAbove = 20;
/** Characters that tell a place from others. */
const aboveLength = 240;
const belowLength = 80;

/** Everything that models wrote and that could still be typed, found by where it begins. Kept in memory only. */
export class Continuations {
  readonly #lines = new QuickLRU<string, readonly Entry[]>({ maxSize: mostPlaces });
  readonly #nothing = new QuickLRU<string, Nothing>({ maxSize: mostPlaces });

  /** Remembers what goes on from a position; one that is asked for beside others is found last. */
  put(snapshot: EditorSnapshot, continuation: Continuation): void {
    const { key, begun } = placeAt(snapshot, lineStart(snapshot.text, snapshot.offset));
    const entry = { ...begun, ...continuation };
    const known = this.#lines.get(key) ?? [];
    const others = known.filter((one) => one.line !== entry.line || one.text !== entry.text);
    if (entry.isOther !== true) this.#lines.set(key, [entry, ...others].slice(0, mostOfOneLine));
    else if (others.length === known.length)
      this.#lines.set(key, [...known.slice(0, mostOfOneLine - 1), entry]);
  }

  /**
   * What is left at a position of something that began there or above: of the one with the preferred id, else of the
   * newest.
   */
  find(
    snapshot: EditorSnapshot,
    { manual, preferred }: { readonly manual: boolean; readonly preferred?: string | undefined },
  ): Left | undefined {
    let newest: Left | undefined;
    for (const left of this.#leftAt(snapshot, manual)) {
      if (preferred === undefined || left.id === preferred) return left;
      newest ??= left;
    }
    return newest;
  }

  /** Remembers until a time that nothing comes of a position. */
  putNothing(snapshot: EditorSnapshot, no: NoSuggestion, untilMs: number): void {
    const { key, begun } = placeAt(snapshot, lineStart(snapshot.text, snapshot.offset));
    this.#nothing.set(key, { ...begun, no, untilMs });
  }

  /** Why nothing comes of a position, while that is remembered. */
  findNothing(snapshot: EditorSnapshot, nowMs: number): NoSuggestion | undefined {
    const { key, begun } = placeAt(snapshot, lineStart(snapshot.text, snapshot.offset));
    const known = this.#nothing.get(key);
    const holds = known?.line === begun.line && known.below === begun.below && known.untilMs > nowMs;
    return holds ? known.no : undefined;
  }

  *#leftAt(snapshot: EditorSnapshot, manual: boolean): Generator<Left> {
    for (const start of lineStartsAbove(snapshot)) {
      const { key, begun } = placeAt(snapshot, start);
      for (const entry of this.#lines.get(key) ?? []) {
        if (entry.below !== begun.below || (manual && !entry.manual)) continue;
        const left = leftOf(entry, begun.line);
        if (left !== undefined) yield left;
      }
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#lines.clear();
    this.#nothing.clear();
  }
}

/** Nothing of a continuation is left to somebody who took characters of its beginning back. */
function leftOf({ line, text, ...rest }: Entry, typed: string): Left | undefined {
  if (typed.length < line.length && line.startsWith(typed)) return undefined;
  const left = restAfter(line + text, typed);
  return left && { ...rest, ...left };
}

function* lineStartsAbove({ text, offset }: EditorSnapshot): Generator<number> {
  let start = lineStart(text, offset);
  for (let lines = 0; lines <= mostLinesAbove; lines += 1) {
    yield start;
    if (start === 0) return;
    start = lineStart(text, start - 1);
  }
}

/** A place as seen from a line at or above the position: `line` is then everything typed since that line began. */
function placeAt(
  { uri, text, offset }: EditorSnapshot,
  start: number,
): { readonly key: string; readonly begun: Begun } {
  const end = text.indexOf("\n", offset);
  return {
    key: `${uri}\n${text.slice(Math.max(0, start - aboveLength), start)}`,
    begun: {
      line: text.slice(start, offset),
      below: end === -1 ? "" : text.slice(end + 1, end + 1 + belowLength),
    },
  };
}
