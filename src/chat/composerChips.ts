import type { Attachment } from "../context/attachment.ts";
import { chipId, isBeside, type ReadTurns } from "./chatTurns.ts";

/** The id of the chip that stands for code that is found when the question is sent. */
export const codebaseChip = "codebase";

/** What the chips of the next question depend on. */
export type ChipFacts = ReadTurns & {
  /** The selection, or the active file. */
  readonly active: Attachment | undefined;
};

/** What a person put beside a question: texts, and whether code is found for it. */
export type AddedChips = { readonly texts: readonly Attachment[]; readonly findsCode: boolean };

/**
 * What goes beside the next question: what a person put there, and the active text unless they took it away. Nothing goes
 * along again that stands in the conversation as it is.
 */
export class ComposerChips {
  #added: readonly Attachment[] = [];
  #dismissed: string | undefined;
  #findsCode = false;

  /** Whether code is found for the next question when it is sent. */
  get findsCode(): boolean {
    return this.#findsCode;
  }

  /** Code is found for the next question. */
  findCode(): void {
    this.#findsCode = true;
  }

  /** Puts texts beside the next question; one from the same place takes the place of the one before. */
  add(attachments: readonly Attachment[]): void {
    const ids = new Set(attachments.map(chipId));
    this.#added = [...this.#added.filter((one) => !ids.has(chipId(one))), ...attachments];
  }

  /** Takes one away, whether it is active, was put there, or both; the active text comes back when something else is active. */
  remove(chip: string, active: Attachment | undefined): void {
    if (chip === codebaseChip) this.#findsCode = false;
    this.#added = this.#added.filter((one) => chipId(one) !== chip);
    if (active !== undefined && chipId(active) === chip) this.#dismissed = chip;
  }

  /** Puts the active text back that was taken away. */
  restoreActive(): void {
    this.#dismissed = undefined;
  }

  /** Forgets everything: another conversation begins. */
  clear(): void {
    this.sent(this.added);
    this.#dismissed = undefined;
  }

  /** What a person put there. */
  get added(): AddedChips {
    return { texts: this.#added, findsCode: this.#findsCode };
  }

  /** These were sent: the next question begins without them, and with what was added since. */
  sent({ texts, findsCode }: AddedChips): void {
    this.#added = this.#added.filter((one) => !texts.includes(one));
    if (findsCode) this.#findsCode = false;
  }

  /** What goes along. */
  list(facts: ChipFacts): readonly Attachment[] {
    const { active } = facts;
    const isShown = active !== undefined && chipId(active) !== this.#dismissed && this.#isNew(active, facts);
    const added = this.#added.filter((one) => !isBeside(one, facts));
    return isShown ? [active, ...added] : added;
  }

  /** The active text, when it was taken away and could come back. */
  addable(facts: ChipFacts): Attachment | undefined {
    const { active } = facts;
    const isTaken = active !== undefined && chipId(active) === this.#dismissed;
    return isTaken && this.#isNew(active, facts) ? active : undefined;
  }

  /** Whether a person put it there themselves. */
  isAdded(attachment: Attachment): boolean {
    return this.#added.some((one) => chipId(one) === chipId(attachment));
  }

  #isNew(active: Attachment, facts: ReadTurns): boolean {
    return !isBeside(active, facts) && !this.isAdded(active);
  }
}
