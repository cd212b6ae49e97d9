import type { GivenAnswer } from "../context/givenAnswer.ts";
import type { Rating, ToView } from "../protocol/messages.ts";
import type { Order } from "../sending/order.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { sourceKey } from "../terms/source.ts";
import type { AnswerDesk } from "./answerDesk.ts";
import type { AnswerWish } from "./answerOrder.ts";
import { besideAgain, chipId } from "./chatTurns.ts";
import { mayGoOn } from "./mayGoOn.ts";
import type { Asking } from "./asking.ts";
import type { ChatParts } from "./chatPorts.ts";
import type { Turn } from "./conversation.ts";
import type { CurrentConversation } from "./currentConversation.ts";

/** How a question is asked again: of another model than the one that is chosen. */
export type AgainWish = Pick<Order, "onDevice" | "model">;

/** What {@link TurnDesk} is built from. */
export type TurnDeskParts = Pick<ChatParts, "sending" | "now"> & {
  readonly current: CurrentConversation;
  readonly answers: AnswerDesk;
  /** Has a turn answered, no farther away than the view says unless the wish names another place. */
  readonly answer: (turn: string, wish: AnswerWish) => Promise<void>;
  /** Asks a question in the place of a turn's, or gives it back when it cannot be asked. */
  readonly ask: (asking: Asking, turn: string) => Promise<void>;
  readonly tell: (message: ToView) => void;
  readonly onChange: () => void;
};

/** What a person does with what was asked and answered already. */
export class TurnDesk {
  readonly #parts: TurnDeskParts;

  constructor(parts: TurnDeskParts) {
    this.#parts = parts;
  }

  /** Asks the last question again; the new answer is one more version of it. */
  async regenerate(turn: string, { model, ...how }: AgainWish = {}): Promise<void> {
    if (!this.#isLast(turn)) return;
    if (model === undefined) return this.#parts.answer(turn, how);
    const outlook = this.#outlook(model);
    // Picked in a list that says where each model is: that place is what the person agreed to.
    const reach = outlook.ok && { noFartherThan: outlook.value.destination };
    await this.#parts.answer(turn, { ...how, ...reach, model, noStandIn: true });
  }

  /** Asks the last question again without the file whose rule stopped it. */
  async leaveOut(turn: string): Promise<void> {
    if (!this.#isLast(turn)) return;
    const excluded = this.#last()?.answer?.excluded;
    if (excluded !== undefined) this.#parts.answers.remove(turn, [excluded]);
    await this.#parts.answer(turn, {});
  }

  /** Asks the last question again without its pictures. */
  async leaveOutPictures(turn: string): Promise<void> {
    if (!this.#isLast(turn)) return;
    const pictures = this.#last()?.attachments.filter(({ picture }) => picture !== undefined) ?? [];
    this.#parts.answers.remove(
      turn,
      pictures.map(({ source }) => sourceKey(source)),
    );
    await this.#parts.answer(turn, {});
  }

  /** Has the last answer go on where it ended, where the model would be asked that made it. */
  async goOn(turn = this.#last()?.id): Promise<void> {
    const last = this.#last();
    const outlook = this.#outlook();
    if (turn === undefined || !this.#isLast(turn) || !mayGoOn(last, outlook) || !outlook.ok) return;
    // The very route that was compared, and nobody in its place: it is about what this model began.
    const { provider, model } = outlook.value.route;
    await this.#parts.answer(turn, {
      goesOn: true,
      model: { provider: provider.id, model },
      onlyModel: true,
    });
  }

  /**
   * Asks another question in the place of an earlier one, with what was beside that but some chips; what was said since is
   * kept on its branch.
   */
  async edit(turn: string, text: string, without: readonly string[] = []): Promise<void> {
    const edited = this.#parts.current.value.turns.find(({ id }) => id === turn);
    if (text.trim() === "") return;
    if (edited === undefined) {
      this.#parts.tell({ type: "restoreDraft", text, turn });
      return;
    }
    const { after, leftOut = [] } = edited;
    const attachments = besideAgain(edited).filter((chip) => !without.includes(chipId(chip)));
    await this.#parts.ask({ text, after, attachments, leftOut }, turn);
  }

  /** Has the view edit a question, the last one when none is named, if there is one that can be. */
  beginEdit(turn = this.#last()?.id): void {
    if (turn !== undefined && this.#isIdle()) this.#parts.tell({ type: "edit", turn });
  }

  /** Turns to the branch with a turn, and to a version of its answer when one is named. */
  show(turn: string, version?: number): void {
    if (!this.#isIdle()) return;
    const { current, now, onChange } = this.#parts;
    current.record({ type: "shown", turn, ...(version !== undefined && { version }), time: now() });
    onChange();
  }

  /** Shows what another window asked, and was answered, in this conversation, unless an answer is being made here. */
  async catchUp(): Promise<void> {
    const { answers, current, onChange } = this.#parts;
    if (await current.catchUp(() => answers.turn === undefined)) onChange();
  }

  /** Keeps what the person thinks of the answer that a turn shows; it is told nobody. */
  rate(turn: string, rating: Rating | "none"): void {
    const { current, now, onChange } = this.#parts;
    const rated = current.value.turns.find(({ id }) => id === turn);
    if (rated === undefined || current.readOnly !== undefined) return;
    current.record({ type: "rated", turn, version: rated.version, rating, time: now() });
    onChange();
  }

  /** The answer that a turn shows; `undefined` while one is being made there, and where there is none. */
  given(turn: string): GivenAnswer | undefined {
    const { turns } = this.#parts.current.value;
    const index = turns.findIndex(({ id }) => id === turn);
    const { answer, attachments = [] } = turns[index] ?? {};
    if (answer === undefined || answer.text === "" || this.#parts.answers.turn === turn) return undefined;
    const before = turns.slice(0, index).toReversed();
    return {
      text: answer.text,
      beside: attachments,
      earlier: before.flatMap((one) => one.attachments),
    };
  }

  #outlook(model?: ModelRef): ReturnType<ChatParts["sending"]["outlook"]> {
    const { sending, current } = this.#parts;
    return sending.outlook("chat", { conversation: current.value.id, ...(model && { model }) });
  }

  #last(): Turn | undefined {
    return this.#parts.current.value.turns.at(-1);
  }

  #isIdle(): boolean {
    const { answers, current } = this.#parts;
    return answers.turn === undefined && current.readOnly === undefined;
  }

  #isLast(turn: string): boolean {
    return this.#isIdle() && this.#last()?.id === turn;
  }
}
