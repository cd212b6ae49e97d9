import { signal, type ReadonlySignal } from "@preact/signals";

/** What can be chosen for the word at the caret. */
export type Choice<T> = {
  readonly items: readonly T[];
  /** Index of the one that Enter takes. */
  readonly active: number;
};

/** A word with a mark before it that ends at the caret. */
export type MarkedWord = {
  /** Where the mark stands. */
  readonly start: number;
  /** What stands between it and the caret. */
  readonly query: string;
};

/** A text in which a word was replaced by what was chosen, and where the caret goes. */
export type Replaced = { readonly text: string; readonly caret: number };

/** The blanks that a text begins with, up to the end of its line. */
export const blanksAhead = /^[^\S\r\n]+/;

/** What tells one kind of suggestions from another. */
export type SuggestionKind<T> = {
  /** The word that is being written at a caret, if it is one of these. */
  readonly wordAt: (text: string, caret: number) => MarkedWord | undefined;
  /** Asks what fits; `request` counts up. */
  readonly ask: (request: number, query: string) => void;
  /** Takes one in place of its word, between two texts that stand right beside that. */
  readonly take: (item: T, before: string, after: string) => Replaced;
};

/** Follows what is typed behind a mark, and knows what the host offers for it. */
export class SuggestionStore<T> {
  readonly choice: ReadonlySignal<Choice<T> | undefined>;
  /** Whether the host is still looking for what fits the word at the caret. */
  readonly isLooking: ReadonlySignal<boolean>;
  readonly #isLooking = signal(false);
  readonly #choice = signal<Choice<T> | undefined>(undefined);
  readonly #kind: SuggestionKind<T>;
  #word: MarkedWord | undefined;
  #request = 0;
  /** The request that what is shown was offered for. */
  #answered = 0;
  #whenCome: (() => void) | undefined;

  constructor(kind: SuggestionKind<T>) {
    this.#kind = kind;
    this.choice = this.#choice;
    this.isLooking = this.#isLooking;
  }

  /** The text or the caret has changed. */
  look(text: string, caret: number): void {
    const word = this.#kind.wordAt(text, caret);
    if (word === undefined) {
      this.close();
      return;
    }
    const isSame = this.#word?.start === word.start && this.#word.query === word.query;
    this.#word = word;
    if (isSame) return;
    this.#whenCome = undefined;
    this.#request += 1;
    this.#isLooking.value = true;
    this.#kind.ask(this.#request, word.query);
  }

  /** Whether the host still has to say what fits the word at the caret: what is shown, if anything, is for another. */
  get isAwaited(): boolean {
    return this.#word !== undefined && this.#answered !== this.#request;
  }

  /** Once the host has said what fits the word that is written now, and that is still the word, `then` is called. */
  whenCome(then: () => void): void {
    this.#whenCome = then;
  }

  /** The host offers this for a request; `more`: it will offer more for the same one later. */
  receive(request: number, items: readonly T[], more?: true): void {
    if (request !== this.#request || this.#word === undefined) return;
    const active = this.isAwaited ? 0 : (this.#choice.value?.active ?? 0);
    this.#answered = request;
    this.#isLooking.value = more === true;
    this.#choice.value = items.length === 0 ? undefined : { items, active };
    const then = this.#whenCome;
    this.#whenCome = undefined;
    then?.();
  }

  /** Another one is the one that Enter takes; from the last one on to the first. */
  move(by: 1 | -1): void {
    const choice = this.#choice.value;
    if (choice === undefined) return;
    const { length } = choice.items;
    this.#choice.value = { ...choice, active: (choice.active + by + length) % length };
  }

  /** Takes one of them; the result is the text with what it makes of its word. */
  choose(text: string, index = this.#choice.value?.active ?? 0): Replaced | undefined {
    const item = this.#choice.value?.items[index];
    const word = this.#word;
    if (item === undefined || word === undefined) return undefined;
    this.close();
    const end = word.start + 1 + word.query.length;
    return this.#kind.take(item, text.slice(0, word.start), text.slice(end));
  }

  /** Nothing is looked for any more. */
  close(): void {
    this.#whenCome = undefined;
    this.#word = undefined;
    this.#choice.value = undefined;
    this.#isLooking.value = false;
  }
}
