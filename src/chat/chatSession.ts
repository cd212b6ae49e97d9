import { createEmitter, type Event } from "../base/event.ts";
import type { Disposable } from "../base/disposable.ts";
import { present } from "../base/present.ts";
import { ok, type Result } from "../base/result.ts";
import type { ToView } from "../protocol/messages.ts";
import type { ChatParts, Dismissed, SetUpAdvice } from "./chatPorts.ts";
import { AnswerDesk, type Preparation } from "./answerDesk.ts";
import type { AnswerWish } from "./answerOrder.ts";
import { contextKey } from "./contextKey.ts";
import { askedEvents } from "./askedEvents.ts";
import type { Asking, Pressed, ReadAsking, Typed } from "./asking.ts";
import { besideAgain } from "./chatTurns.ts";
import { ChipDesk } from "./chipDesk.ts";
import { findCodeFor } from "./findCodeFor.ts";
import type { Conversation, ConversationEvent } from "./conversation.ts";
import { CurrentConversation } from "./currentConversation.ts";
import type { Order } from "../sending/order.ts";
import type { Reach } from "../terms/destination.ts";
import { slashCommandOf } from "../terms/slashCommands.ts";
import { say } from "../terms/words.ts";
import { Preparing } from "./preparing.ts";
import { roomOf, withChips } from "./roomOf.ts";
import { SummaryDesk } from "./summaryDesk.ts";
import { summaryDue, type SummaryDue } from "./summaryDue.ts";
import { MentionDesk } from "./mentionDesk.ts";
import type { MentionRead } from "./mentions.ts";
import { TurnDesk } from "./turnDesk.ts";
import { readForReview } from "./readForReview.ts";
import { noRules, rulesFor, type Rules, type RulesInForce } from "./rules.ts";
import { SlashDesk } from "./slashDesk.ts";
import { asJudged, verdictNow } from "./verdictNow.ts";
import { noticeSubject } from "./roomView.ts";
import type { ViewFacts } from "./viewFacts.ts";
import { composerPart, viewState } from "./viewState.ts";

const stillAnswering = say("An answer is still being made. Wait for it, or stop it with Escape.");

/** The conversation in the panel: intents in, states and deltas out. The view keeps only scroll and the unsent draft. */
export class ChatSession implements Disposable {
  readonly #parts: ChatParts;
  readonly #out = createEmitter<ToView>();
  readonly #current: CurrentConversation;
  readonly #answers: AnswerDesk;
  #isSeen = false;
  readonly #dismissed: Dismissed;
  #context: string | undefined;
  #shown: ViewFacts | undefined;
  /** The project's rules that the view was told last. */
  #shownRules: RulesInForce = noRules;
  readonly #preparing: Preparing;
  /** Where the view says that the next question will go. */
  #shownReach: Reach | undefined;
  #advise: SetUpAdvice = () => undefined;

  readonly #followingRules: Disposable;

  /** Summaries of what there is no room for. */
  readonly summaries: SummaryDesk;
  /** What a person mentions. */
  readonly mentioning: MentionDesk;
  /** What stands beside the next question. */
  readonly chips: ChipDesk;
  /** What a person does about the answer that is being made. */
  readonly running: Pick<AnswerDesk, "showReview" | "sendNow">;
  /** What a person does with what was asked and answered. */
  readonly turns: TurnDesk;
  /** What a person calls by a `/`. */
  readonly slash: SlashDesk;
  /** The rules of the project, to be chosen among. */
  readonly rules: Rules;
  /** What the view is told. */
  readonly onDidChange: Event<ToView> = this.#out.event;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#dismissed = parts.dismissed ?? new Set<string>();
    const current = new CurrentConversation(parts);
    this.#current = current;
    const tell = (message: ToView): void => {
      this.#out.fire(message);
    };
    const onChange = (): void => {
      this.refresh();
    };
    const common = { ...parts, current, tell, onChange };
    this.running = this.#answers = new AnswerDesk({
      ...common,
      onSpoken: (turn, spoken) => {
        tell({ ...spoken, type: "delta", turn });
      },
    });
    this.summaries = new SummaryDesk({ ...common, due: () => this.#due() });
    this.turns = new TurnDesk({
      ...common,
      answers: this.#answers,
      answer: (turn, wish) => this.#answer(turn, wish),
      ask: (asking, turn) => this.#ask({ text: asking.text, turn }, () => Promise.resolve(asking)),
    });
    this.mentioning = new MentionDesk({
      mentions: parts.mentions,
      onSuggestions: (request, found) => {
        tell({ ...found, type: "suggestions", request });
      },
      onRead: (read) => {
        this.mentioning.tell(this.chips.take(read));
        this.#tellComposer();
      },
    });
    this.chips = new ChipDesk({ ...common, mentioning: this.mentioning });
    this.slash = new SlashDesk({
      prompts: parts.prompts,
      onCommands: (request, items) => {
        tell({ type: "commands", request, items });
      },
    });
    this.rules = parts.rules;
    this.#preparing = new Preparing({ ...parts, slash: this.slash, mentioning: this.mentioning });
    this.#followingRules = parts.rules.onDidChange(() => {
      if (this.#isSeen) this.#tellComposer();
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
    const opened = await this.#current.open(id, () => {
      this.#answers.settle("stopped");
    });
    if (!opened.ok) return opened;
    if (opened.value === undefined) return ok(0);
    this.#forgetWishes();
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
    this.#current.record(event);
    this.refresh();
  }

  /** Puts beside the next question what a command is about by itself: a review, what is not committed yet. */
  async call(name: string): Promise<void> {
    if (slashCommandOf(name) === "review") await readForReview(this.mentioning);
  }

  /** Asks a question. The draft comes back when it cannot even be recorded. */
  async send(text: string, how: Pick<Order, "onDevice"> = {}): Promise<void> {
    if (text.trim() === "") return;
    const pressed = this.#pressed();
    if (this.#mayAsk(pressed)) this.#current.claim();
    const read = async (): Promise<Asking> => {
      const beside = await this.chips.whenRead();
      return { ...how, text, after: pressed.last, ...beside };
    };
    await this.#ask({ text }, read, pressed);
  }

  /**
   * Asks about code with what was read of it alone: what stands beside the next question stays there, and what is being typed is
   * not touched. The result says why it was not asked, as a sentence; `undefined`: it was.
   */
  async askAbout(text: string, { attachments, leftOut }: MentionRead): Promise<string | undefined> {
    const pressed = this.#pressed();
    if (!this.#mayAsk(pressed)) return this.#readOnly ?? stillAnswering;
    this.#current.claim();
    if (leftOut !== undefined) this.mentioning.tell(leftOut);
    await this.#ask(undefined, () => Promise.resolve({ text, after: pressed.last, attachments }), pressed);
    return undefined;
  }

  /** What a person saw when they pressed a key: which conversation it was for, and how far it would go. */
  #pressed(): Pressed {
    const { id: conversation, turns } = this.#conversation;
    return { conversation, last: turns.at(-1)?.id ?? "", ...present({ reach: this.#shownReach }) };
  }

  #mayAsk({ conversation }: Pressed): boolean {
    const isBusy = this.#preparing.isRunning || this.#answers.turn !== undefined;
    return !isBusy && this.#readOnly === undefined && this.#conversation.id === conversation;
  }

  /** `typed` is what the person gets back if it cannot be asked. */
  async #ask(typed: Typed | undefined, read: ReadAsking, pressed = this.#pressed()): Promise<void> {
    const preparing = this.#mayAsk(pressed) ? this.#preparing.prepare(read) : undefined;
    if (preparing !== undefined) this.#tellComposer();
    const asking = await preparing?.catch((error: unknown) => {
      // Nothing expected: somebody tells it. But the question must not be lost.
      this.#giveBack(typed);
      throw error;
    });
    if (asking === undefined || !this.#mayAsk(pressed)) {
      this.#giveBack(typed);
      return;
    }
    const turn = this.#parts.newId();
    const { onDevice, findsCode, onAsked } = asking;
    for (const event of askedEvents(turn, asking, this.#parts.now())) this.#current.record(event);
    onAsked?.();
    const wish = present({ onDevice, noFartherThan: pressed.reach });
    await this.#answer(turn, wish, findsCode ? (...ends) => this.#findCode(turn, ...ends) : undefined);
  }

  /** Puts a question back where it was written that was not asked; what is beside it still is. */
  #giveBack(typed: Typed | undefined): void {
    this.#tellComposer();
    if (typed !== undefined) this.#out.fire({ type: "restoreDraft", ...typed });
  }

  async #findCode(turn: string, signal: AbortSignal, enough: AbortSignal): Promise<void> {
    const { event, leftOut } = await findCodeFor(turn, this.#conversation, this.#parts, {
      signal,
      enough,
    });
    if (!this.#answers.isAnswering(turn, signal)) return;
    if (event !== undefined) this.#current.record(event);
    if (leftOut !== undefined) this.mentioning.tell(leftOut);
    this.refresh();
  }

  /** Ends the answer that is being made and keeps what there is of it. A question that is not asked yet is given back. */
  stop(): void {
    if (!this.#preparing.stop()) this.#answers.stop();
  }

  /** Starts an empty conversation, which is there again after a restart; the one before stays in its file. */
  startNew(): void {
    this.#answers.settle("stopped");
    this.#current.startNew();
    this.#forgetWishes();
    this.refresh();
    this.focusComposer();
  }

  /** Starts an empty conversation with the question of a turn and what was beside it, of which less can be sent then. */
  startOver(turn: string): void {
    const asked = this.#conversation.turns.find(({ id }) => id === turn);
    this.startNew();
    if (asked === undefined) return;
    this.mentioning.take({ attachments: besideAgain(asked) });
    this.#out.fire({ type: "restoreDraft", text: asked.question });
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

  /** Tells the notice about this model no more. */
  dismissNotice(): void {
    const { outlook } = this.#facts();
    if (outlook.ok) this.#dismissed.add(noticeSubject(outlook.value.route));
    this.refresh();
  }

  /** A view has come up that is told of everything from here on, first of the whole state. */
  appear(): void {
    this.#isSeen = true;
    void this.#parts.rules.follow();
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
    const context = contextKey(this.#parts.editor);
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
    this.#preparing.stop();
    this.mentioning.dispose();
    this.summaries.dispose();
    this.#followingRules.dispose();
    this.#answers.dispose();
  }

  #forgetWishes(): void {
    this.summaries.stop();
    this.chips.clear();
    this.#preparing.forget();
    this.mentioning.forget();
  }

  #tellComposer(): void {
    this.#out.fire({ type: "composer", part: composerPart(this.#facts()) });
  }

  /** What there is to show. From here on the chips among it are those that go along with the next question. */
  #facts(): ViewFacts {
    const outlook = this.#parts.sending.outlook("chat", { conversation: this.#conversation.id });
    this.#shownRules = this.#parts.rules.current();
    this.#shownReach = outlook.ok ? outlook.value.destination : undefined;
    const provider = outlook.ok ? outlook.value.route.provider : undefined;
    const running = this.#answers.view();
    const verdict = verdictNow(this.#parts.editor, this.#conversation);
    const known = { conversation: this.#conversation, rules: this.#shownRules, outlook, verdict };
    const bare = roomOf({ ...known, chips: [], ...present({ running }) });
    const { chips, addable } = this.chips.list({ ...known, running: running?.turn, whole: bare.whole });
    this.#shown = {
      ...{ ...known, chips, room: withChips(bare, { ...known, chips, ...present({ running }) }) },
      ...{ findsCode: this.chips.findsCode, summaries: this.summaries, dismissed: this.#dismissed },
      server: provider === undefined ? { kind: "unasked" } : this.#parts.known(provider),
      ...present({
        setUp: this.#advise(outlook),
        addable,
        excluded: this.#parts.editor.excluded(),
        leftOut: this.#preparing.leftOut ?? this.mentioning.leftOut,
        preparing: this.#preparing.isRunning || undefined,
        running,
        readOnly: this.#readOnly,
        changesSeveral: this.#parts.changesSeveral,
      }),
    };
    return this.#shown;
  }

  async #answer(turn: string, wish: AnswerWish, before?: Preparation): Promise<void> {
    const noFartherThan = this.#shownReach;
    // The server has one thing to do at a time, and a person waits for the answer.
    this.summaries.stop();
    const asked = this.#conversation.turns.find(({ id }) => id === turn);
    const rules = rulesFor(asked, this.#shownRules).map((rule) => asJudged(rule, this.#parts.editor));
    await this.#answers.answer(turn, { ...(noFartherThan && { noFartherThan }), ...wish, rules }, before);
    await this.summaries.makeUnasked();
  }

  /** What there is no room for beside the next question, while none is being answered. */
  #due(): SummaryDue | undefined {
    return this.#answers.turn === undefined ? summaryDue(this.#shown, this.#shownReach) : undefined;
  }
}
