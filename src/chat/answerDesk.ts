import type { Disposable } from "../base/disposable.ts";
import { step } from "../sending/explain.ts";
import type { Spoken } from "../sending/sendEvent.ts";
import { answerOrder, type AnswerWish } from "./answerOrder.ts";
import type { ChatParts } from "./chatPorts.ts";
import type { StoredAnswer } from "./conversation.ts";
import type { CurrentConversation } from "./currentConversation.ts";
import { followAnswer, hasBegun } from "./followAnswer.ts";
import { runningView, type RunningAnswer } from "./runningView.ts";
import { SpokenFrames } from "./spokenFrames.ts";
import type { Running } from "./viewState.ts";

const tooLate = "You confirmed this after it was stopped. The confirmation is kept, but nothing was sent.";

/** What {@link AnswerDesk} is built from. */
export type AnswerDeskParts = Pick<ChatParts, "sending" | "reviews" | "clock" | "now" | "nextFrame"> & {
  /** The conversation that answers belong to. */
  readonly current: CurrentConversation;
  /** Called when the structure of what is shown changed. */
  readonly onChange: () => void;
  /** Called about once a frame with what an answer, or its thinking, grew by. */
  readonly onSpoken: (turn: string, spoken: Spoken) => void;
};

/** Makes one answer at a time: starts it, follows it, ends it, and keeps what there is of it. */
export class AnswerDesk implements Disposable {
  readonly #parts: AnswerDeskParts;
  readonly #frames: SpokenFrames;
  readonly #following: Disposable;
  #running: RunningAnswer | undefined;

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

  /** Has a turn of the conversation answered; settles when that is over, however it ends. */
  async answer(turn: string, wish: AnswerWish): Promise<void> {
    const { current, sending, clock, onChange } = this.#parts;
    const abort = new AbortController();
    const conversation = current.value;
    const onLateYes = (): void => {
      this.#tellTooLate(conversation.id, turn);
    };
    const events = sending.send(answerOrder(conversation, turn, { ...wish, onLateYes }), abort.signal);
    const following = followAnswer(events, {
      clock,
      onProgress: (spoken) => {
        this.#show(turn, spoken);
      },
      onRemoved: (uris) => {
        this.remove(turn, uris);
      },
    });
    this.#running = { turn, model: "", started: false, abort, progress: following.progress };
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
    this.#keep(
      turn,
      abort.signal.aborted && answer.outcome === "failed" ? { ...answer, outcome: "stopped" } : answer,
    );
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
    this.#keep(running.turn, { ...running.progress().answer, outcome });
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
    this.#keep(turn, { text: "", outcome: "stopped", provider: "", model: "", problem });
    onChange();
  }

  #isRunning(abort: AbortController): boolean {
    return this.#running?.abort === abort;
  }

  #show(turn: string, spoken: Spoken | undefined): void {
    if (this.#running?.turn !== turn) return;
    const { answer } = this.#running.progress();
    const wasStarted = this.#running.started;
    this.#running = { ...this.#running, model: answer.model, started: hasBegun(answer) };
    if (spoken === undefined || !wasStarted) {
      this.#parts.onChange();
      return;
    }
    this.#frames.add(spoken);
  }

  #keep(turn: string, answer: StoredAnswer): void {
    this.#parts.current.record({ type: "answered", turn, answer, time: this.#parts.now() });
  }
}
