import { createEmitter, type Event } from "../base/event.ts";
import type { Disposable } from "../base/disposable.ts";
import { present } from "../base/present.ts";
import { ok, type Result } from "../base/result.ts";
import type { Attachment } from "../context/attachment.ts";
import type { SetUpView, ToView } from "../protocol/messages.ts";
import type { ChatParts } from "./chatPorts.ts";
import { AnswerDesk } from "./answerDesk.ts";
import type { AnswerWish } from "./answerOrder.ts";
import { chipId } from "./chatTurns.ts";
import { ComposerChips, type ChipFacts } from "./composerChips.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import { CurrentConversation } from "./currentConversation.ts";
import type { Order } from "../sending/order.ts";
import type { Reach } from "../terms/destination.ts";
import type { Outlook } from "../sending/send.ts";
import { MentionDesk } from "./mentionDesk.ts";
import { asJudged, judgeAll, verdictNow } from "./verdictNow.ts";
import { composerPart, viewState, type ViewFacts } from "./viewState.ts";

/** Says how the machine comes to have what an outlook lacks; `undefined` when nothing is missing that is known better. */
export type SetUpAdvice = (outlook: Outlook) => SetUpView | undefined;

/** The conversation in the panel: intents in, states and deltas out. The view keeps only scroll and the unsent draft. */
export class ChatSession implements Disposable {
  readonly #parts: ChatParts;
  readonly #out = createEmitter<ToView>();
  readonly #current: CurrentConversation;
  readonly #answers: AnswerDesk;
  #isSeen = false;
  readonly #chips = new ComposerChips();
  #context: string | undefined;
  /** The chips that the view was told last: these go along with the next question, and nothing else. */
  #shownChips: readonly Attachment[] = [];
  /** Where the view says that the next question will go. */
  #shownReach: Reach | undefined;
  #advise: SetUpAdvice = () => undefined;

  /** What a person mentions. */
  readonly mentioning: MentionDesk;
  /** What the view is told. */
  readonly onDidChange: Event<ToView> = this.#out.event;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#current = new CurrentConversation(parts);
    this.#answers = new AnswerDesk({
      ...parts,
      current: this.#current,
      onChange: () => {
        this.refresh();
      },
      onSpoken: (turn, spoken) => {
        this.#out.fire({ ...spoken, type: "delta", turn });
      },
    });
    this.mentioning = new MentionDesk({
      mentions: parts.mentions,
      onSuggestions: (request, items) => {
        this.#out.fire({ type: "suggestions", request, items });
      },
      onRead: (attachments) => {
        this.#chips.add(attachments);
        this.#tellComposer();
      },
    });
  }

  /**
   * Opens the workspace's most recent conversation, unless one was begun meanwhile. The result is how many of its lines
   * cannot be read that the user was not told of before: whoever calls tells it.
   */
  async restore(): Promise<number> {
    const opened = await this.#current.restore();
    if (opened !== undefined) this.refresh();
    return opened?.untold ?? 0;
  }

  /**
   * Opens a conversation in place of this one, which stays in its file. An answer that is being made ends, with what there
   * is of it. The result is as for {@link restore}; one that cannot be opened leaves everything else as it is.
   */
  async open(id: string): Promise<Result<number, "gone" | "notAConversation">> {
    if (id === this.#conversation.id && this.#answers.turn !== undefined) return ok(0);
    this.#answers.settle("stopped");
    this.refresh();
    const opened = await this.#current.open(id, () => {
      // A question may have been asked meanwhile.
      this.#answers.settle("stopped");
    });
    if (!opened.ok) return opened;
    if (opened.value === undefined) return ok(0);
    this.#forgetChips();
    this.refresh();
    return ok(opened.value.untold);
  }

  /** The conversation that is open, and whether it can only be shown. */
  current(): { readonly conversation: Conversation; readonly isReadOnly: boolean } {
    return { conversation: this.#conversation, isReadOnly: this.#readOnly !== undefined };
  }

  get #conversation(): Conversation {
    return this.#current.value;
  }

  get #readOnly(): string | undefined {
    return this.#current.readOnly;
  }

  /** Gives the open conversation another name or a pin, or takes it away, unless it can only be shown. */
  mark(event: Extract<ConversationEvent, { readonly type: "renamed" | "pinned" }>): void {
    if (this.#readOnly !== undefined) return;
    this.#record(event);
    this.refresh();
  }

  /** Asks a question. The draft comes back when it cannot even be recorded. */
  async send(text: string, how: Pick<Order, "onDevice"> = {}): Promise<void> {
    const question = text.trim();
    if (question === "") return;
    const { id } = this.#conversation;
    const pressed = { ...how, ...this.#limit() };
    const attachments = this.#mayAsk(id) ? await this.#whenRead() : [];
    if (!this.#mayAsk(id)) {
      this.#out.fire({ type: "restoreDraft", text });
      return;
    }
    const turn = this.#parts.newId();
    this.#record({
      type: "asked",
      turn,
      question,
      attachments: attachments.map((chip) => asJudged(chip, this.#parts.editor)),
      time: this.#parts.now(),
    });
    this.#chips.sent();
    this.mentioning.forget();
    await this.#answer(turn, pressed);
  }

  /**
   * What a person sees beside the question that they send now, with what they put there a moment ago and is still being read.
   * What becomes active meanwhile is not among it.
   */
  async #whenRead(): Promise<readonly Attachment[]> {
    this.#current.claim();
    const seen = this.#shownChips;
    await this.mentioning.settled();
    const known = new Set(seen.map(chipId));
    const added = this.#shownChips.filter((one) => !known.has(chipId(one)) && this.#chips.isAdded(one));
    const chips = [...seen, ...added];
    await judgeAll(chips, this.#parts.editor);
    return chips;
  }

  #mayAsk(conversation: string): boolean {
    const isIdle = this.#answers.turn === undefined && this.#readOnly === undefined;
    return isIdle && this.#conversation.id === conversation;
  }

  /** Asks the last question again; the new answer takes the place of the old one. */
  async regenerate(turn: string, how: Pick<Order, "onDevice"> = {}): Promise<void> {
    if (this.#canAskAgain(turn)) await this.#answer(turn, how);
  }

  /** Asks the last question again without the file whose rule stopped it. */
  async leaveOut(turn: string): Promise<void> {
    if (!this.#canAskAgain(turn)) return;
    const excluded = this.#conversation.turns.at(-1)?.answer?.excluded;
    if (excluded !== undefined) this.#answers.remove(turn, [excluded]);
    await this.#answer(turn);
  }

  #canAskAgain(turn: string): boolean {
    return this.#mayAsk(this.#conversation.id) && this.#conversation.turns.at(-1)?.id === turn;
  }

  /** Ends the answer that is being made and keeps what there is of it. */
  stop(): void {
    this.#answers.stop();
  }

  /** Brings the review to the front that the answer being made waits for. */
  showReview(): void {
    this.#answers.showReview();
  }

  /** Starts an empty conversation, which is there again after a restart; the one before stays in its file. */
  startNew(): void {
    this.#answers.settle("stopped");
    this.#current.startNew();
    this.#forgetChips();
    this.refresh();
    this.focusComposer();
  }

  /** Starts an empty conversation with the question of a turn in the message box, where it can be made shorter. */
  startOver(turn: string): void {
    const question = this.#conversation.turns.find(({ id }) => id === turn)?.question;
    this.startNew();
    if (question !== undefined) this.#out.fire({ type: "restoreDraft", text: question });
  }

  /** From now on has the welcome say how a machine comes to have what it lacks. */
  adviseBy(advise: SetUpAdvice): void {
    this.#advise = advise;
    this.refresh();
  }

  /** Sends the keyboard to the message box. */
  focusComposer(): void {
    this.#out.fire({ type: "focusComposer" });
  }

  /** Puts the active selection or file beside the question again. */
  addChip(): void {
    this.#chips.restoreActive();
    this.refresh();
  }

  /** Takes a chip away; the active text comes back when something else is active. */
  removeChip(chip: string): void {
    this.#chips.remove(chip);
    this.refresh();
  }

  /** The text of a chip that goes along with the next question, or went along with an earlier one. */
  chip(id: string): Attachment | undefined {
    const sent = this.#conversation.turns.flatMap(({ attachments }) => attachments);
    return [...this.#shownChips, ...sent.toReversed()].find((one) => chipId(one) === id);
  }

  /** A view has come up that is told of everything from here on, first of the whole state. */
  appear(): void {
    this.#isSeen = true;
    this.refresh();
  }

  /** Nobody sees the conversation any more: what is active may be something else by the time somebody does. */
  disappear(): void {
    this.#isSeen = false;
    this.#context = undefined;
  }

  /** Tells the view when what would go beside the next question has changed; a moved cursor alone tells nothing. */
  contextChanged(): void {
    if (!this.#isSeen) return;
    const active = this.#parts.editor.active();
    const excluded = this.#parts.editor.excluded();
    const context = JSON.stringify(active === undefined ? excluded : [chipId(active), active.text]);
    if (context === this.#context) return;
    this.#context = context;
    this.#tellComposer();
  }

  /** Sends the whole state: something outside the conversation changed. */
  refresh(): void {
    this.#answers.flush();
    this.#out.fire({ type: "state", state: viewState(this.#facts()) });
  }

  /** Keeps what there is of a running answer: the window is closing. */
  dispose(): void {
    this.mentioning.dispose();
    this.#answers.dispose();
  }

  #forgetChips(): void {
    this.#chips.clear();
    this.mentioning.forget();
  }

  #tellComposer(): void {
    this.#out.fire({ type: "composer", part: composerPart(this.#facts()) });
  }

  /** What there is to show. From here on the chips among it are those that go along with the next question. */
  #facts(): ViewFacts {
    const outlook = this.#parts.sending.outlook("chat", { conversation: this.#conversation.id });
    const asking: ChipFacts = {
      active: this.#parts.editor.active(),
      conversation: this.#conversation,
      running: this.#answers.turn,
    };
    const chips = this.#chips.list(asking);
    this.#shownChips = chips;
    this.#shownReach = outlook.ok ? outlook.value.destination : undefined;
    const provider = outlook.ok ? outlook.value.route.provider : undefined;
    return {
      ...{ conversation: this.#conversation, chips, outlook },
      server: provider === undefined ? { kind: "unasked" } : this.#parts.known(provider),
      verdict: verdictNow(this.#parts.editor, this.#conversation),
      ...present({
        setUp: this.#advise(outlook),
        addable: this.#chips.addable(asking),
        excluded: this.#parts.editor.excluded(),
        leftOut: this.mentioning.leftOut,
        running: this.#answers.view(),
        readOnly: this.#readOnly,
      }),
    };
  }

  async #answer(turn: string, wish: AnswerWish = {}): Promise<void> {
    await this.#answers.answer(turn, { ...this.#limit(), ...wish });
  }

  /** No answer comes from farther away than the view says. */
  #limit(): Pick<AnswerWish, "noFartherThan"> {
    return this.#shownReach === undefined ? {} : { noFartherThan: this.#shownReach };
  }

  #record(event: ConversationEvent): void {
    this.#current.record(event);
  }
}
