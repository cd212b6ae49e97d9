import QuickLRU from "quick-lru";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import { restAfter } from "./restAfter.ts";
import type { NoSuggestion } from "./suggestion.ts";

/** A text that goes on from a position. */
export type Continuation = {
  readonly id: string;
  readonly text: string;
  readonly model: string;
  /** Whether the user asked for it with a key. */
  readonly manual: boolean;
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

  /** Remembers what goes on from a position. */
  put(snapshot: EditorSnapshot, continuation: Continuation): void {
    const { key, begun } = placeAt(snapshot, lineStartOf(snapshot.text, snapshot.offset));
    const entry = { ...begun, ...continuation };
    const others = (this.#lines.get(key) ?? []).filter(
      (one) => one.line !== entry.line || one.text !== entry.text,
    );
    this.#lines.set(key, [entry, ...others].slice(0, mostOfOneLine));
  }

  /** What is left at a position of something that began there or above; the newest first. */
  find(snapshot: EditorSnapshot, manual: boolean): Left | undefined {
    for (const lineStart of lineStartsAbove(snapshot)) {
      const { key, begun } = placeAt(snapshot, lineStart);
      for (const entry of this.#lines.get(key) ?? []) {
        if (entry.below !== begun.below || (manual && !entry.manual)) continue;
        const left = leftOf(entry, begun.line);
        if (left !== undefined) return left;
      }
    }
    return undefined;
  }

  /** Remembers until a time that nothing comes of a position. */
  putNothing(snapshot: EditorSnapshot, no: NoSuggestion, untilMs: number): void {
    const { key, begun } = placeAt(snapshot, lineStartOf(snapshot.text, snapshot.offset));
    this.#nothing.set(key, { ...begun, no, untilMs });
  }

  /** Why nothing comes of a position, while that is remembered. */
  findNothing(snapshot: EditorSnapshot, nowMs: number): NoSuggestion | undefined {
    const { key, begun } = placeAt(snapshot, lineStartOf(snapshot.text, snapshot.offset));
    const known = this.#nothing.get(key);
    const holds = known?.line === begun.line && known.below === begun.below && known.untilMs > nowMs;
    return holds ? known.no : undefined;
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
  return left && { id: rest.id, model: rest.model, manual: rest.manual, ...left };
}

function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function* lineStartsAbove({ text, offset }: EditorSnapshot): Generator<number> {
  let start = lineStartOf(text, offset);
  for (let lines = 0; lines <= mostLinesAbove; lines += 1) {
    yield start;
    if (start === 0) return;
    start = lineStartOf(text, start - 1);
  }
}

/** A place as seen from a line at or above the position: `line` is then everything typed since that line began. */
function placeAt(
  { uri, text, offset }: EditorSnapshot,
  lineStart: number,
): { readonly key: string; readonly begun: Begun } {
  const end = text.indexOf("\n", offset);
  return {
    key: `${uri}\n${text.slice(Math.max(0, lineStart - aboveLength), lineStart)}`,
    begun: {
      line: text.slice(lineStart, offset),
      below: end === -1 ? "" : text.slice(end + 1, end + 1 + belowLength),
    },
  };
}
