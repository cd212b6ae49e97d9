import type { Attachment } from "../context/attachment.ts";
import { chipId, isBeside } from "./chatTurns.ts";
import type { Conversation } from "./conversation.ts";

/** What the chips of the next question depend on. */
export type ChipFacts = {
  /** The selection, or the active file. */
  readonly active: Attachment | undefined;
  readonly conversation: Conversation;
  /** The turn that is being answered. */
  readonly running: string | undefined;
};

/**
 * What goes beside the next question: what a person put there, and the active text unless they took it away. Nothing goes
 * along again that stands in the conversation as it is.
 */
export class ComposerChips {
  #added: readonly Attachment[] = [];
  #dismissed: string | undefined;

  /** Puts texts beside the next question; one from the same place takes the place of the one before. */
  add(attachments: readonly Attachment[]): void {
    const ids = new Set(attachments.map(chipId));
    this.#added = [...this.#added.filter((one) => !ids.has(chipId(one))), ...attachments];
  }

  /** Takes one away; the active text comes back when something else is active. */
  remove(chip: string): void {
    const added = this.#added.filter((one) => chipId(one) !== chip);
    if (added.length === this.#added.length) this.#dismissed = chip;
    this.#added = added;
  }

  /** Puts the active text back that was taken away. */
  restoreActive(): void {
    this.#dismissed = undefined;
  }

  /** Forgets everything: another conversation begins. */
  clear(): void {
    this.#added = [];
    this.#dismissed = undefined;
  }

  /** They were sent: the next question begins without them. */
  sent(): void {
    this.#added = [];
  }

  /** What goes along. */
  list(facts: ChipFacts): readonly Attachment[] {
    const { active } = facts;
    const isShown = active !== undefined && chipId(active) !== this.#dismissed && this.#isNew(active, facts);
    const added = this.#added.filter((one) => !isBeside(one, facts.conversation, facts.running));
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

  #isNew(active: Attachment, { conversation, running }: ChipFacts): boolean {
    return !isBeside(active, conversation, running) && !this.isAdded(active);
  }
}
