import { signal, type ReadonlySignal } from "@preact/signals";

/** A question that is being edited in the place of the one that a turn has. */
export type Editing = {
  readonly turn: string;
  readonly text: string;
  /** The question as it is. */
  readonly asked: string;
};

/**
 * The questions of a conversation that are being edited. One is open; what was written into the ones before is kept until they
 * are sent or left, too.
 */
export class QuestionEdits {
  /** The one that is open. */
  readonly editing: ReadonlySignal<Editing | undefined>;
  readonly #editing = signal<Editing | undefined>(undefined);
  readonly #keep: (edits: readonly Editing[]) => void;
  #edits: readonly Editing[] = [];
  #left: string | undefined;
  #begun: string | undefined;

  constructor(keep: (edits: readonly Editing[]) => void) {
    this.#keep = keep;
    this.editing = this.#editing;
  }

  /** Takes up what was kept of a conversation. The keyboard stays where it is. */
  restore(edits: readonly Editing[]): void {
    this.#begun = undefined;
    this.#left = undefined;
    this.#show(edits);
  }

  /** Opens the question of a turn, as far as it was edited before. */
  begin(turn: string, asked: string): void {
    const begun = this.#edits.find((one) => one.turn === turn) ?? { turn, text: asked, asked };
    const others = this.#edits.filter((one) => one.turn !== turn && one.text !== one.asked);
    this.#begun = turn;
    // Another object, also for the one that is open already: it is called for again.
    this.#set([...others, { ...begun }]);
  }

  /** Whether the keyboard should be where a turn is edited, since somebody has just begun to; asked once. */
  takeBegun(turn: string): boolean {
    if (this.#begun !== turn) return false;
    this.#begun = undefined;
    return true;
  }

  /** Whether something was written into the question of a turn, and is kept while another one is open. */
  isLeft(turn: string): boolean {
    return this.#editing.value?.turn !== turn && this.#edits.some((one) => one.turn === turn);
  }

  /** Changes the one that is open. */
  write(text: string): void {
    const open = this.#edits.at(-1);
    if (open !== undefined) this.#set([...this.#edits.slice(0, -1), { ...open, text }]);
  }

  /** The one that is open was sent. */
  sent(): void {
    this.#set(this.#edits.slice(0, -1));
  }

  /** Leaves the question that is open as it is; the keyboard goes back to where the editing began. */
  cancel(): void {
    this.#left = this.#edits.at(-1)?.turn;
    this.sent();
  }

  /** Whether the keyboard should be where the editing of a turn begins; asked once. */
  takeLeft(turn: string): boolean {
    if (this.#left !== turn) return false;
    this.#left = undefined;
    return true;
  }

  #set(edits: readonly Editing[]): void {
    this.#show(edits);
    this.#keep(edits);
  }

  #show(edits: readonly Editing[]): void {
    this.#edits = edits;
    this.#editing.value = edits.at(-1);
  }
}
