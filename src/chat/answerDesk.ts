import type { Disposable } from "../base/disposable.ts";
import { untilAborted } from "../base/untilAborted.ts";
import { step } from "../sending/explain.ts";
import type { SendEvent, Spoken } from "../sending/sendEvent.ts";
import { answerOrder, type AnswerWish } from "./answerOrder.ts";
import type { ChatParts } from "./chatPorts.ts";
import type { AnsweredEvent, Conversation, RuleUse, StoredAnswer } from "./conversation.ts";
import type { CurrentConversation } from "./currentConversation.ts";
import { followAnswer, hasBegun, nothingSaid, said, type Said } from "./followAnswer.ts";
import { ruleUses } from "./rules.ts";
import { runningView, type RunningAnswer } from "./runningView.ts";
import { SpokenFrames } from "./spokenFrames.ts";
import type { Running } from "./viewFacts.ts";
import { say } from "../terms/words.ts";

/** What there is of an answer is kept so often while it grows, in milliseconds. */
const keptEveryMs = 2000;

const tooLate = say(
  "You confirmed this after it was stopped. The confirmation is kept, but nothing was sent.",
);

/** What {@link AnswerDesk} is built from. */
export type AnswerDeskParts = Pick<ChatParts, "sending" | "reviews" | "clock" | "now" | "nextFrame"> & {
  /** The conversation that answers belong to. */
  readonly current: CurrentConversation;
  /** Called when the structure of what is shown changed. */
  readonly onChange: () => void;
  /** Called about once a frame with what an answer, or its thinking, grew by. */
  readonly onSpoken: (turn: string, spoken: Spoken) => void;
};

/** Finds code for a question before it is sent: waits for no more of it once `enough` is aborted, ends once `signal` is. */
export type Preparation = (signal: AbortSignal, enough: AbortSignal) => Promise<void>;

async function* prepared(
  preparing: Promise<void>,
  send: () => AsyncIterable<SendEvent>,
  signal: AbortSignal,
): AsyncGenerator<SendEvent> {
  await untilAborted(preparing, signal);
  if (signal.aborted) yield { kind: "failed", failure: { kind: "stopped" } };
  else yield* send();
}

/** Makes one answer at a time: starts it, follows it, ends it, and keeps what there is of it. */
export class AnswerDesk implements Disposable {
  readonly #parts: AnswerDeskParts;
  readonly #frames: SpokenFrames;
  readonly #following: Disposable;
  #running: RunningAnswer | undefined;
  /** When what there is of the answer was kept last. */
  #grownMs = 0;

  constructor(parts: AnswerDeskParts) {
    this.#parts = parts;
    this.#frames = new SpokenFrames({
      nextFrame: parts.nextFrame,
      tell: (spoken) => {
        if (this.#running !== undefined) parts.onSpoken(this.#running.turn, spoken);
      },
    });
    this.#following = parts.reviews.onDidChange(() => {
      if (this.#running !== undefined) parts.onChange();
    });
  }

  /** The turn that is being answered. */
  get turn(): string | undefined {
    return this.#running?.turn;
  }

  /** The answer that is being made, as it is shown. */
  view(): Running | undefined {
    return this.#running && runningView(this.#running, this.#parts);
  }

  /** Whether a turn is being answered with this very signal. */
  isAnswering(turn: string, signal: AbortSignal): boolean {
    return this.#running?.turn === turn && this.#running.abort.signal === signal;
  }

  /**
   * Has a turn of the conversation answered, once what is to be done before is done; settles when that is over, however it
   * ends.
   */
  async answer(turn: string, wish: AnswerWish, before?: Preparation): Promise<void> {
    const { current, sending, clock, onChange } = this.#parts;
    const [abort, preparation] = [new AbortController(), new AbortController()];
    const conversation = current.value;
    const { begun, ruledBy } = startOf(conversation, wish);
    const onLateYes = (): void => {
      this.#tellTooLate(conversation.id, turn);
    };
    const send = (): AsyncIterable<SendEvent> =>
      sending.send(answerOrder(current.value, turn, { ...wish, onLateYes }), abort.signal);
    const preparing = before?.(abort.signal, preparation.signal).finally(() => {
      preparation.abort();
      onChange();
    });
    const events = preparing === undefined ? send() : prepared(preparing, send, abort.signal);
    const following = followAnswer(events, {
      begun,
      findsCode: before !== undefined,
      clock,
      onProgress: (spoken) => {
        this.#show(turn, spoken);
      },
      onRemoved: (uris) => {
        this.remove(turn, uris);
      },
      ruledBy,
    });
    this.#grownMs = clock();
    this.#running = {
      turn,
      begun,
      model: "",
      started: false,
      abort,
      preparation,
      progress: following.progress,
    };
    onChange();
    const answer = await following.done.catch((error: unknown) => {
      // Nothing expected: somebody tells it. But the conversation must not wait for ever.
      if (this.#isRunning(abort)) this.settle("interrupted");
      onChange();
      throw error;
    });
    // A new conversation may have begun meanwhile, and has kept what there was.
    if (!this.#isRunning(abort)) return;
    this.#running = undefined;
    const isStopped = abort.signal.aborted && answer.outcome === "failed";
    this.#keep({ turn, begun }, isStopped ? { ...answer, outcome: "stopped" } : answer);
    onChange();
  }

  /** Keeps that files were left out of a question. */
  remove(turn: string, uris: readonly string[]): void {
    this.#parts.current.record({ type: "removed", turn, uris, time: this.#parts.now() });
  }

  /** Ends the answer that is being made; what there is of it is kept when its send has ended. */
  stop(): void {
    this.#running?.abort.abort();
  }

  /** Has the question sent that code is being found for, with what is found in what can be searched by now. */
  sendNow(): void {
    this.#running?.preparation.abort();
    this.#parts.onChange();
  }

  /** Brings the review to the front that the answer being made waits for. */
  showReview(): void {
    if (this.#running !== undefined) this.#parts.reviews.reveal(this.#running.abort.signal);
  }

  /** Ends the answer that is being made here and now, and keeps what there is of it. */
  settle(outcome: "stopped" | "interrupted"): void {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    running.abort.abort();
    this.#keep(running, { ...running.progress().answer, outcome });
  }

  /** Tells at once what waits for the next frame. */
  flush(): void {
    this.#frames.flush();
  }

  /** Keeps what there is of a running answer: the window is closing. */
  dispose(): void {
    this.#following.dispose();
    this.settle("interrupted");
    this.#frames.dispose();
  }

  #tellTooLate(conversation: string, turn: string): void {
    const { current, onChange } = this.#parts;
    if (current.value.id !== conversation || this.#running?.turn === turn) return;
    const problem = { sentence: tooLate, steps: [step("retry")] };
    this.#keep(
      { turn, begun: nothingSaid },
      { text: "", outcome: "stopped", provider: "", model: "", problem },
    );
    onChange();
  }

  #isRunning(abort: AbortController): boolean {
    return this.#running?.abort === abort;
  }

  #show(turn: string, spoken: Spoken | undefined): void {
    if (this.#running?.turn !== turn) return;
    const { answer } = this.#running.progress();
    const wasStarted = this.#running.started;
    this.#keepGrown(this.#running, answer);
    this.#running = { ...this.#running, model: answer.model, started: hasGrown(answer, this.#running.begun) };
    if (spoken === undefined || !wasStarted) {
      this.#parts.onChange();
      return;
    }
    this.#frames.add(spoken);
  }

  /** At most some seconds of an answer are lost when the editor crashes. */
  #keepGrown({ turn, begun }: RunningAnswer, answer: StoredAnswer): void {
    const nowMs = this.#parts.clock();
    if (nowMs - this.#grownMs < keptEveryMs || !hasGrown(answer, begun)) return;
    this.#grownMs = nowMs;
    this.#parts.current.grow(this.#event({ turn, begun }, { ...answer, outcome: "interrupted" }));
  }

  #keep({ turn, begun }: Pick<RunningAnswer, "turn" | "begun">, answer: StoredAnswer): void {
    this.#parts.current.record(this.#event({ turn, begun }, answer));
  }

  #event({ turn, begun }: Pick<RunningAnswer, "turn" | "begun">, answer: StoredAnswer): AnsweredEvent {
    const goesOn = hasBegun(begun) && ({ goesOn: true } as const);
    return { type: "answered", turn, answer, ...goesOn, time: this.#parts.now() };
  }
}

/** What there is of an answer that goes on, and the rules that it is made with from its beginning. */
function startOf(
  { turns }: Conversation,
  { goesOn, rules = [] }: AnswerWish,
): { readonly begun: Said; readonly ruledBy: readonly RuleUse[] } {
  const earlier = goesOn ? turns.at(-1)?.answer : undefined;
  return {
    begun: earlier === undefined ? nothingSaid : said(earlier),
    ruledBy: [...(earlier?.ruledBy ?? []), ...ruleUses(rules)],
  };
}

function hasGrown(now: Said, before: Said): boolean {
  return now.text !== before.text || now.thinking !== before.thinking;
}
