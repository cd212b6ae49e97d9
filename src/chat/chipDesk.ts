import type { Attachment } from "../context/attachment.ts";
import type { ToView } from "../protocol/messages.ts";
import { pictureUrl } from "../terms/picture.ts";
import type { Asking } from "./asking.ts";
import type { ChatEditor } from "./chatPorts.ts";
import { chipId, type ReadTurns } from "./chatTurns.ts";
import { ComposerChips } from "./composerChips.ts";
import type { CurrentConversation } from "./currentConversation.ts";
import type { MentionDesk } from "./mentionDesk.ts";
import type { MentionRead } from "./mentions.ts";
import type { Rules } from "./rules.ts";
import { canBeText } from "./verdictNow.ts";
import { withoutSurplusPictures } from "./withoutSurplusPictures.ts";

/** What goes along with a question, and what becomes of that once it is asked. */
type Beside = Required<Pick<Asking, "attachments" | "findsCode" | "onAsked">>;

/** What {@link ChipDesk} is built from. */
export type ChipDeskParts = {
  readonly editor: ChatEditor;
  readonly current: CurrentConversation;
  readonly rules: Pick<Rules, "current">;
  readonly mentioning: Pick<MentionDesk, "readPasted" | "settled" | "leftOut" | "tell">;
  readonly tell: (message: ToView) => void;
  readonly onChange: () => void;
};

/** What a person puts beside the next question, and takes away again. */
export class ChipDesk {
  readonly #parts: ChipDeskParts;
  readonly #chips = new ComposerChips();
  #shown: readonly Attachment[] = [];
  /** The chip of the text that was pasted last. */
  #pasted: string | undefined;

  constructor(parts: ChipDeskParts) {
    this.#parts = parts;
  }

  /** The chips that were listed last: these go along with the next question, and nothing else. */
  get shown(): readonly Attachment[] {
    return this.#shown;
  }

  /** Whether code is found for the next question when it is sent. */
  get findsCode(): boolean {
    return this.#chips.findsCode;
  }

  /** What goes along now, and the active text when it was taken away and could come back. */
  list(read: ReadTurns): {
    readonly chips: readonly Attachment[];
    readonly addable: Attachment | undefined;
  } {
    const facts = { ...read, active: this.#parts.editor.active() };
    this.#shown = this.#chips.list(facts);
    return { chips: this.#shown, addable: this.#chips.addable(facts) };
  }

  /**
   * What a person sees beside the question that they send now, with what they put there a moment ago and is still being read.
   * What becomes active meanwhile is not among it. Once the question is asked, the next one begins without what there was of
   * it, and with what was added since.
   */
  async whenRead(): Promise<Beside> {
    const seen = this.#shown;
    const { mentioning } = this.#parts;
    await mentioning.settled();
    const known = new Set(seen.map(chipId));
    const { added } = this.#chips;
    const { leftOut } = mentioning;
    return {
      attachments: [
        ...seen,
        ...this.#shown.filter((one) => !known.has(chipId(one)) && this.#chips.isAdded(one)),
      ],
      findsCode: added.findsCode,
      onAsked: () => {
        this.#chips.sent(added);
        if (mentioning.leftOut === leftOut) mentioning.tell(undefined);
      },
    };
  }

  /** Puts what was read beside the next question; the result says what of it was left out. */
  take(read: MentionRead): string | undefined {
    const { attachments, findsCode, leftOut } = withoutSurplusPictures(read, this.#shown);
    this.#chips.add(attachments);
    if (findsCode) this.#chips.findCode();
    return leftOut;
  }

  /** Puts the active selection or file beside the question again. */
  restoreActive(): void {
    this.#chips.restoreActive();
    this.#parts.onChange();
  }

  /** Takes a chip away; the active text comes back when something else is active. */
  remove(chip: string): void {
    this.#remove(chip);
    this.#parts.onChange();
  }

  /** Takes the pictures away from beside the next question. */
  removePictures(): void {
    for (const chip of this.#shown) if (chip.picture !== undefined) this.#remove(chipId(chip));
    this.#parts.onChange();
  }

  /** Puts a pasted text beside the next question. */
  async paste(text: string): Promise<void> {
    const pasted = await this.#parts.mentioning.readPasted(text);
    this.#pasted = pasted && chipId(pasted);
  }

  /** Gives a pasted text back into the message box, or the last one: unless a rule holds it, or it was cut. */
  asText(id = this.#pasted): void {
    const chip = this.#shown.find((one) => chipId(one) === id);
    if (chip === undefined || id === undefined || !canBeText(chip, this.#parts.editor)) return;
    this.#remove(id);
    this.#parts.tell({ type: "restoreDraft", text: chip.text });
    this.#parts.onChange();
  }

  /** Tells the view what a picture looks like that is beside a question, by the SHA-256 of its bytes. */
  showPicture(sha256: string): void {
    const found = [...this.#shown, ...this.#sent()].find(
      ({ picture }) => picture?.sha256 === sha256,
    )?.picture;
    if (found !== undefined) this.#parts.tell({ type: "picture", picture: sha256, url: pictureUrl(found) });
  }

  /** The text of a chip that goes along with the next question, or went along with that of a turn: it may be another one by now. */
  find(id: string, turn?: string): Attachment | undefined {
    const beside =
      turn === undefined
        ? [...this.#shown, ...this.#parts.rules.current().rules]
        : this.#parts.current.value.turns.find((one) => one.id === turn)?.attachments;
    return beside?.find((one) => chipId(one) === id);
  }

  /** Forgets everything: another conversation begins. */
  clear(): void {
    this.#chips.clear();
  }

  #remove(chip: string): void {
    this.#chips.remove(chip, this.#parts.editor.active());
  }

  #sent(): readonly Attachment[] {
    return this.#parts.current.value.turns.flatMap(({ attachments }) => attachments);
  }
}
