import type { Disposable } from "../base/disposable.ts";
import { advance, type OnScreen } from "./advance.ts";
import type { CompletionEvent, Subject } from "./completionEvent.ts";
import type { Suggestion } from "./suggestion.ts";
import { charactersOf, survivors, type Stretch } from "./survivors.ts";
import type { TextChange } from "./textChange.ts";

/** What acceptance is told with. */
export type AcceptanceParts = {
  readonly emit: (event: CompletionEvent) => void;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** Where a suggestion is shown. */
export type ShownAt = Pick<OnScreen, "offset" | "linePrefix" | "lineSuffix"> & {
  /** The document's URI as text. */
  readonly uri: string;
  readonly languageId: string;
  /** Milliseconds since the keystroke that it answers. */
  readonly afterMs: number;
};

/** What is gone sooner was not looked at. */
const seenAfterMs = 750;
const keptAfterMs = 5 * 60_000;

type Accepted = { readonly id: string; readonly subject: Subject; readonly uri: string };

/** The suggestion on the screen, and what became of it so far. */
type Watched = Accepted & {
  onScreen: OnScreen;
  readonly told: Extract<CompletionEvent, { kind: "shown" }>;
  readonly seen: Disposable;
  wasSeen: boolean;
  /** What stands there is something else, or nothing; only its own command can still say that it was taken. */
  isGone: boolean;
  characters: number;
  how: "taken" | "typed";
  stretches: readonly Stretch[];
  /** Characters that the stretches had when they came. */
  length: number;
};

/** What was accepted, until it is looked at again. */
type Kept = Accepted & { readonly timer: Disposable; readonly length: number; stretches: readonly Stretch[] };

/**
 * Finds out what became of suggestions, since the editor tells an extension no more than that a whole one was taken: from
 * the changes of the document, the cursor, and the command of the item. Of a document it keeps the line of the suggestion
 * that is shown, and of what was accepted only where it stands.
 */
export class Acceptance implements Disposable {
  readonly #parts: AcceptanceParts;
  readonly #kept = new Set<Kept>();
  #watched: Watched | undefined;

  constructor(parts: AcceptanceParts) {
    this.#parts = parts;
  }

  /** A suggestion was handed to the editor: another one, or the rest of the one that is shown. */
  shown(suggestion: Suggestion, at: ShownAt): void {
    const { id, text, replaced, origin, model } = suggestion;
    const { uri, languageId, offset, linePrefix, lineSuffix, afterMs } = at;
    const onScreen = { offset, text, replaced, linePrefix, lineSuffix };
    if (this.#watched?.id === id && this.#watched.uri === uri && !this.#watched.isGone) {
      this.#watched.onScreen = onScreen;
      return;
    }
    this.#settle();
    const subject = { model, languageId };
    const told: Watched["told"] = {
      kind: "shown",
      ...{ ...subject, id, afterMs },
      characters: text.length,
      withoutRequest: origin !== "server",
    };
    const seen = this.#parts.later(seenAfterMs, () => {
      this.#see(watched);
    });
    const watched: Watched = {
      ...{ id, subject, uri, onScreen, told, seen },
      ...{ wasSeen: false, isGone: false, characters: 0, how: "typed", stretches: [], length: 0 },
    };
    this.#watched = watched;
  }

  /** The editor was given nothing to show. */
  hidden(): void {
    this.#settle();
  }

  /** A document was changed, by whomever; what was changed at once is told at once. */
  changed({ uri, changes }: { readonly uri: string; readonly changes: readonly TextChange[] }): void {
    for (const kept of this.#kept) if (kept.uri === uri) kept.stretches = survivors(kept.stretches, changes);
    const watched = this.#watched;
    if (watched?.uri !== uri) return;
    if (watched.isGone) this.#settle();
    else this.#advance(watched, changes);
  }

  /** The cursor is there now; `undefined`: nowhere that a suggestion can stand, or there are several. */
  moved(to: { readonly uri: string; readonly offset: number } | undefined): void {
    const watched = this.#watched;
    if (watched === undefined || watched.isGone) return;
    if (to?.uri !== watched.uri || to.offset !== watched.onScreen.offset) this.#settle();
  }

  /** The command of an item has run: the whole of it was taken. */
  taken(id: string): void {
    const watched = this.#watched;
    if (watched?.id !== id) return;
    // The change that took it was not recognised, so where it stands is not known.
    watched.characters += watched.onScreen.text.length;
    watched.onScreen = { ...watched.onScreen, text: "" };
    watched.how = "taken";
    this.#see(watched);
    this.#settle();
  }

  /** A document was closed. What was accepted in it is looked at now, since nobody can later. */
  closed(uri: string): void {
    if (this.#watched?.uri === uri) this.#settle();
    for (const kept of this.#kept) if (kept.uri === uri) this.#tellKept(kept);
  }

  /** Ends without another word. */
  dispose(): void {
    this.#watched?.seen.dispose();
    this.#watched = undefined;
    for (const { timer } of this.#kept) timer.dispose();
    this.#kept.clear();
  }

  #advance(watched: Watched, changes: readonly TextChange[]): void {
    watched.stretches = survivors(watched.stretches, changes);
    const step = advance(watched.onScreen, changes);
    if (step.kind === "gone") {
      watched.isGone = true;
      return;
    }
    watched.onScreen = step.onScreen;
    if (step.characters === 0) return;
    watched.characters += step.characters;
    watched.length += step.length;
    const end = step.onScreen.offset;
    watched.stretches = [...watched.stretches, { start: end - step.length, end }];
    if (step.how === "taken") watched.how = "taken";
    const isWhole = step.onScreen.text === "";
    // Somebody who types on at once may hit the next letters by chance, but not all of them.
    if (step.how === "taken" || isWhole) this.#see(watched);
    if (isWhole) this.#settle();
  }

  #see(watched: Watched): void {
    if (watched.wasSeen) return;
    watched.wasSeen = true;
    this.#parts.emit(watched.told);
  }

  /** What was shown is over: tells what became of it, unless nobody can have seen it. */
  #settle(): void {
    const watched = this.#watched;
    if (watched === undefined) return;
    this.#watched = undefined;
    watched.seen.dispose();
    if (!watched.wasSeen) return;
    const { id, subject, characters, how, onScreen, told } = watched;
    if (characters === 0) {
      this.#parts.emit({ kind: "ignored", ...subject, id, characters: told.characters });
      return;
    }
    this.#parts.emit({ kind: "accepted", ...subject, id, characters, how, all: onScreen.text === "" });
    if (watched.length > 0) this.#keep(watched);
  }

  #keep({ id, subject, uri, stretches, length }: Watched): void {
    const timer = this.#parts.later(keptAfterMs, () => {
      this.#tellKept(kept);
    });
    const kept: Kept = { id, subject, uri, stretches, length, timer };
    this.#kept.add(kept);
  }

  #tellKept(kept: Kept): void {
    const { id, subject, length, stretches, timer } = kept;
    timer.dispose();
    this.#kept.delete(kept);
    this.#parts.emit({ kind: "kept", ...subject, id, share: charactersOf(stretches) / length });
  }
}
