import type { Disposable } from "../base/disposable.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import { turnFiles, type ChatTurn } from "../prompt/chatTurn.ts";
import { summaryDraft } from "../prompt/summaryDraft.ts";
import type { Order } from "../sending/order.ts";
import type { Trigger } from "../terms/task.ts";
import type { ChatParts } from "./chatPorts.ts";
import { turnsUpTo } from "./chatTurns.ts";
import { rulesThen, type Conversation, type StoredAnswer } from "./conversation.ts";
import type { CurrentConversation } from "./currentConversation.ts";
import { followAnswer } from "./followAnswer.ts";

/** What {@link SummaryDesk} is built from. */
export type SummaryDeskParts = Pick<ChatParts, "sending" | "clock" | "now"> & {
  readonly current: CurrentConversation;
  /** Called when what is shown of summaries changed. */
  readonly onChange: () => void;
};

/** A summary that is wanted: of which turns, by whom, and where it may be made. */
export type SummaryWish = Pick<Order, "noFartherThan"> & {
  /** The last turn that it stands for. */
  readonly turn: string;
  readonly trigger: Trigger;
};

const useless = "The model wrote no summary that could stand for the earlier messages.";

/** A summary is worth keeping when it says something and is at most half as long as what it stands for. */
function isUseful({ outcome, text }: StoredAnswer, turns: readonly ChatTurn[]): boolean {
  const replaced = turns.map(({ question, answer }) => `${question}\n${answer}`).join("\n");
  return outcome === "done" && text.trim() !== "" && 2 * estimateTokens(text) <= estimateTokens(replaced);
}

function summaryOrder(conversation: Conversation, { turn, trigger, noFartherThan }: SummaryWish): Order {
  const turns = turnsUpTo(conversation, turn);
  return {
    ...{ task: "chat", trigger, noStandIn: true, conversation: conversation.id },
    ...(trigger === "automatic" && { askNobody: true }),
    ...(noFartherThan && { noFartherThan }),
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

  /** Whether one up to this turn was made, or was to be, without a person's wish. */
  wasTried(turn: string): boolean {
    return this.#tried.has(turn);
  }

  /** Makes a summary; settles when that is over, however it ends. Without a useful one everything stays as it was. */
  async make(wish: SummaryWish): Promise<void> {
    if (this.#running !== undefined) return;
    const running = (this.#running = new AbortController());
    const conversation = this.#parts.current.value;
    this.#problem = undefined;
    if (wish.trigger === "automatic") this.#tried.add(wish.turn);
    this.#parts.onChange();
    try {
      const summary = await this.#follow(summaryOrder(conversation, wish), running.signal);
      // Whoever stopped it, or went to another conversation, wants it no more.
      if (!running.signal.aborted && this.#parts.current.value.id === conversation.id)
        this.#take(summary, conversation, wish);
    } finally {
      if (this.#running === running) this.#running = undefined;
      this.#parts.onChange();
    }
  }

  #take(summary: StoredAnswer, conversation: Conversation, { turn, trigger }: SummaryWish): void {
    const { current, now } = this.#parts;
    if (isUseful(summary, turnsUpTo(conversation, turn)))
      current.record({ type: "summarised", turn, summary, time: now() });
    else if (trigger === "person") this.#problem = summary.problem?.sentence ?? useless;
  }

  /** Takes a summary back: the turns that it stands for go along again, as far as there is room. */
  undo(turn: string): void {
    this.#parts.current.record({ type: "unsummarised", turn, time: this.#parts.now() });
    this.#parts.onChange();
  }

  /** Ends the one that is being made; nothing of it is kept. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.#problem = undefined;
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
