import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { TurnView } from "../../src/protocol/messages.ts";
import { tooLong } from "./tooLong.ts";

/** A question that is being edited in the place of the one that a turn has. */
export type Editing = {
  readonly turn: string;
  readonly text: string;
  /** The question as it is. */
  readonly asked: string;
  /** The ids of the chips that were taken off it. */
  readonly without?: readonly string[];
};

function isChanged({ text, asked, without = [] }: Editing): boolean {
  return text !== asked || without.length > 0;
}

/** Whether it was asked: another question with its words is shown in the place of the one that was edited. */
function stands({ turn, text }: Editing, turns: readonly TurnView[]): boolean {
  return turns.some(
    ({ id, question, siblings = [] }) => id !== turn && question === text.trim() && siblings.includes(turn),
  );
}

/**
 * The questions of a conversation that are being edited. One is open; what was written into the ones before is kept until they
 * are asked or left, too.
 */
export class QuestionEdits {
  /** The one that is open. */
  readonly editing: ReadonlySignal<Editing | undefined>;
  /** Why the one that is open is too long to be asked, when it is. */
  readonly tooLong: ReadonlySignal<string | undefined>;
  /** The turn whose edited question is on its way. */
  readonly sent: ReadonlySignal<string | undefined>;
  readonly #editing = signal<Editing | undefined>(undefined);
  readonly #sent = signal<string | undefined>(undefined);
  readonly #keep: (edits: readonly Editing[]) => void;
  #edits: readonly Editing[] = [];
  #left: string | undefined;
  /** The turn whose edited question was taken back, which the host gives back, too. */
  #takenBack: string | undefined;
  #begun: string | undefined;

  constructor(keep: (edits: readonly Editing[]) => void) {
    this.#keep = keep;
    this.editing = this.#editing;
    this.tooLong = computed(() => tooLong(this.#editing.value?.text.trim().length ?? 0));
    this.sent = this.#sent;
  }

  /** Takes up what was kept of a conversation. The keyboard stays where it is. */
  restore(edits: readonly Editing[]): void {
    this.#begun = undefined;
    this.#left = undefined;
    this.#sent.value = undefined;
    this.#show(edits);
  }

  /** Opens the question of a turn, as far as it was edited before. */
  begin(turn: string, asked: string): void {
    const begun = this.#edits.find((one) => one.turn === turn) ?? { turn, text: asked, asked };
    const others = this.#edits.filter((one) => one.turn !== turn && isChanged(one));
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
    return (
      this.#editing.value?.turn !== turn &&
      this.#sent.value !== turn &&
      this.#edits.some((one) => one.turn === turn)
    );
  }

  /** Changes the one that is open. */
  write(text: string): void {
    this.#change({ text });
  }

  /** Takes a chip off the one that is open, or puts it back; the keyboard goes to its words. */
  turnOver(chip: string): void {
    const { turn, without = [] } = this.#editing.value ?? {};
    this.#begun = turn;
    const isOff = without.includes(chip);
    this.#change({ without: isOff ? without.filter((one) => one !== chip) : [...without, chip] });
  }

  /** The one that is open is on its way; it is kept until it stands in the conversation. */
  send(): void {
    this.#sent.value = this.#editing.value?.turn;
    this.#takenBack = undefined;
    this.#show(this.#edits);
  }

  /** Nobody waits any more for the one that is on its way: it is open again, with the keyboard. Says whether there was one. */
  takeBack(): boolean {
    this.#takenBack = this.#sent.value;
    return this.#reopen();
  }

  /** The host gives back what was to take the place of a turn's question. Says whether that is known: it is open, or was left. */
  cameBack(turn: string): boolean {
    const wasTaken = turn === this.#takenBack;
    this.#takenBack = undefined;
    if (wasTaken) return true;
    return turn === this.#sent.value ? this.#reopen() : this.#edits.some((one) => one.turn === turn);
  }

  /** Forgets what was asked by now. */
  follow(turns: readonly TurnView[]): void {
    const left = this.#edits.filter((one) => !stands(one, turns));
    if (left.length === this.#edits.length) return;
    if (!left.some(({ turn }) => turn === this.#sent.value)) this.#sent.value = undefined;
    this.#set(left);
  }

  /** Leaves the question that is open as it is; the keyboard goes back to where the editing began. */
  cancel(): void {
    const open = this.#editing.value;
    this.#left = open?.turn;
    this.#set(this.#edits.filter((one) => one !== open));
  }

  /** Whether the keyboard should be where the editing of a turn begins; asked once. */
  takeLeft(turn: string): boolean {
    if (this.#left !== turn) return false;
    this.#left = undefined;
    return true;
  }

  #change(change: Partial<Editing>): void {
    const open = this.#editing.value;
    if (open !== undefined)
      this.#set(this.#edits.map((one) => (one === open ? { ...open, ...change } : one)));
  }

  #reopen(): boolean {
    const sent = this.#edits.find(({ turn }) => turn === this.#sent.value);
    this.#sent.value = undefined;
    if (sent === undefined) return false;
    this.begin(sent.turn, sent.asked);
    return true;
  }

  #set(edits: readonly Editing[]): void {
    this.#show(edits);
    this.#keep(edits);
  }

  #show(edits: readonly Editing[]): void {
    this.#edits = edits;
    this.#editing.value = edits.findLast(({ turn }) => turn !== this.#sent.value);
  }
}
