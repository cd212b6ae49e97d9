import { signal, type ReadonlySignal } from "@preact/signals";
import type { MentionView, ToHost } from "../../src/protocol/messages.ts";
import { mentionAt, type MentionWord } from "./mentionAt.ts";

/** What can be mentioned at the caret. */
export type MentionChoice = {
  readonly items: readonly MentionView[];
  /** Index of the one that Enter takes. */
  readonly active: number;
};

/** A text without the word that was a mention, and where the caret goes. */
export type WithoutMention = { readonly text: string; readonly caret: number };

/** Follows what is typed behind an `@`, and knows what the host offers for it. */
export class MentionStore {
  readonly choice: ReadonlySignal<MentionChoice | undefined>;
  readonly #choice = signal<MentionChoice | undefined>(undefined);
  readonly #post: (message: ToHost) => void;
  #word: MentionWord | undefined;
  #request = 0;

  constructor(post: (message: ToHost) => void) {
    this.#post = post;
    this.choice = this.#choice;
  }

  /** The text or the caret has changed. */
  look(text: string, caret: number): void {
    const word = mentionAt(text, caret);
    if (word === undefined) {
      this.close();
      return;
    }
    const isSame = this.#word?.start === word.start && this.#word.query === word.query;
    this.#word = word;
    if (isSame) return;
    this.#request += 1;
    this.#post({ type: "suggest", request: this.#request, query: word.query });
  }

  /** The host offers this for a request. */
  receive(request: number, items: readonly MentionView[]): void {
    if (request !== this.#request || this.#word === undefined) return;
    this.#choice.value = items.length === 0 ? undefined : { items, active: 0 };
  }

  /** Another one is the one that Enter takes; from the last one on to the first. */
  move(by: 1 | -1): void {
    const choice = this.#choice.value;
    if (choice === undefined) return;
    const { length } = choice.items;
    this.#choice.value = { ...choice, active: (choice.active + by + length) % length };
  }

  /** Puts one beside the question; the result is the text without the word that stood for it. */
  choose(text: string, index = this.#choice.value?.active ?? 0): WithoutMention | undefined {
    const item = this.#choice.value?.items[index];
    const word = this.#word;
    if (item === undefined || word === undefined) return undefined;
    this.#post({ type: "attach", mention: item.id });
    this.close();
    const end = word.start + 1 + word.query.length;
    return { text: text.slice(0, word.start) + text.slice(end).trimStart(), caret: word.start };
  }

  /** Nothing is mentioned any more. */
  close(): void {
    this.#word = undefined;
    this.#choice.value = undefined;
  }
}
