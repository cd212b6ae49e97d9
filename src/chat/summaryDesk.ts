import type { Disposable } from "../base/disposable.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import { turnFiles, type ChatTurn } from "../prompt/chatTurn.ts";
import { summaryDraft } from "../prompt/summaryDraft.ts";
import type { Order } from "../sending/order.ts";
import { staysHere } from "../terms/destination.ts";
import type { Trigger } from "../terms/task.ts";
import type { ChatParts } from "./chatPorts.ts";
import { turnsUpTo } from "./chatTurns.ts";
import { rulesThen, type Conversation, type StoredAnswer } from "./conversation.ts";
import type { CurrentConversation } from "./currentConversation.ts";
import { followAnswer } from "./followAnswer.ts";
import type { SummaryDue } from "./summaryDue.ts";
import { say } from "../terms/words.ts";

/** What {@link SummaryDesk} is built from. */
export type SummaryDeskParts = Pick<ChatParts, "sending" | "clock" | "now"> & {
  readonly current: CurrentConversation;
  /** What could be summarised now; `undefined` when everything fits, or a question is being answered. */
  readonly due: () => SummaryDue | undefined;
  /** Called when what is shown of summaries changed. */
  readonly onChange: () => void;
};

type SummaryWish = SummaryDue & { readonly trigger: Trigger };

const useless = say("The model wrote no summary that could stand for the earlier messages.");

/** A summary is worth keeping when it says something and is at most half as long as what it stands for. */
function isUseful({ outcome, text }: StoredAnswer, turns: readonly ChatTurn[]): boolean {
  const replaced = turns.map(({ question, answer }) => `${question}\n${answer}`).join("\n");
  return outcome === "done" && text.trim() !== "" && 2 * estimateTokens(text) <= estimateTokens(replaced);
}

function summaryOrder(conversation: Conversation, { turn, trigger, reach }: SummaryWish): Order {
  const turns = turnsUpTo(conversation, turn);
  return {
    ...{ task: "chat", trigger, noStandIn: true, conversation: conversation.id },
    ...(trigger === "automatic" && { askNobody: true }),
    ...(reach && { noFartherThan: reach }),
    files: turns.flatMap(turnFiles),
    rulesThen: rulesThen(conversation),
    draft: (route, { withheld }) => summaryDraft(turns, route, withheld),
  };
}

/** Has earlier turns summarised, one summary at a time, and keeps it in the conversation when it is worth it. */
export class SummaryDesk implements Disposable {
  readonly #parts: SummaryDeskParts;
  #running: AbortController | undefined;
  #problem: string | undefined;
  /** The turns up to which a summary was made by itself, or was to be: it is not tried again. */
  readonly #tried = new Set<string>();

  constructor(parts: SummaryDeskParts) {
    this.#parts = parts;
  }

  /** Whether a summary is being made. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Why the last one that a person wished for was not made, as a sentence. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Makes the summary that a person wishes for: it may go where the next question would. */
  async make(): Promise<void> {
    const due = this.#due();
    if (due !== undefined) await this.#make({ ...due, trigger: "person" });
  }

  /**
   * Makes a summary that nobody asked for, where one is due: only on this device, whatever the mode allows, once for the same
   * turns, and not in a conversation in which the person took one back.
   */
  async makeUnasked(): Promise<void> {
    const due = this.#due();
    if (due?.reach === undefined || !staysHere(due.reach)) return;
    if (this.#parts.current.value.keepsTurns === true || this.#tried.has(due.turn)) return;
    await this.#make({ ...due, trigger: "automatic" });
  }

  #due(): SummaryDue | undefined {
    const isPossible = this.#running === undefined && this.#parts.current.readOnly === undefined;
    return isPossible ? this.#parts.due() : undefined;
  }

  /** Settles when that is over, however it ends. Without a useful summary everything stays as it was. */
  async #make(wish: SummaryWish): Promise<void> {
    const running = (this.#running = new AbortController());
    const conversation = this.#parts.current.value;
    this.#problem = undefined;
    if (wish.trigger === "automatic") this.#tried.add(wish.turn);
    this.#parts.onChange();
    try {
      const summary = await this.#follow(summaryOrder(conversation, wish), running.signal);
      // Whoever stopped it wants it no more, and it says nothing of turns that have become others meanwhile.
      if (!running.signal.aborted && this.#isStillOf(conversation, wish.turn))
        this.#take(summary, conversation, wish);
    } finally {
      if (this.#running === running) this.#running = undefined;
      this.#parts.onChange();
    }
  }

  #isStillOf(before: Conversation, turn: string): boolean {
    const now = this.#parts.current.value;
    const [was, is] = [turnsUpTo(before, turn), turnsUpTo(now, turn)];
    return now.id === before.id && was.length === is.length && was.every((one, index) => one === is[index]);
  }

  #take(summary: StoredAnswer, conversation: Conversation, { turn, trigger }: SummaryWish): void {
    const { current, now } = this.#parts;
    if (isUseful(summary, turnsUpTo(conversation, turn)))
      current.record({ type: "summarised", turn, summary, time: now() });
    else if (trigger === "person") this.#problem = summary.problem?.sentence ?? useless;
  }

  /** Takes a summary back: the turns that it stands for go along again, as far as there is room. */
  undo(turn: string): void {
    if (this.#parts.current.readOnly !== undefined) return;
    this.#parts.current.record({ type: "unsummarised", turn, time: this.#parts.now() });
    this.#parts.onChange();
  }

  /** Ends the one that is being made; nothing of it is kept. */
  stop(): void {
    this.#problem = undefined;
    this.#running?.abort();
    this.#running = undefined;
  }

  dispose(): void {
    this.stop();
  }

  #follow(order: Order, signal: AbortSignal): Promise<StoredAnswer> {
    const { sending, clock } = this.#parts;
    const nothing = (): void => undefined;
    return followAnswer(sending.send(order, signal), { clock, onProgress: nothing, onRemoved: nothing }).done;
  }
}
