import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { FromReviewView, ToReviewView } from "../protocol/reviewMessages.ts";
import type { ConsentPort, ReviewAnswer, ReviewRequest } from "../sending/consentPort.ts";
import { asksAgain, ReviewDialogue } from "./reviewDialogue.ts";

/** A page that a person can read and answer. */
export type ReviewPage = {
  readonly show: (message: ToReviewView) => void;
  /** Brings it to the front, with the keyboard. */
  readonly reveal: () => void;
  readonly close: () => void;
};

/** What the desk hears of a page. `closed` is called once, whoever closed it. */
export type PageListener = {
  readonly heard: (message: FromReviewView) => void;
  readonly closed: () => void;
};

/** What the desk needs from the world. */
export type ReviewDeskParts = {
  readonly open: (listener: PageListener) => ReviewPage;
  /** An id that nobody can guess. */
  readonly newId: () => string;
  readonly copy: (text: string) => unknown;
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
};

/** How long a page stays after a change of what would leave: a send that failed meanwhile does not ask again. */
export const askedAgainMs = 10_000;

const cancelled: ReviewAnswer = { kind: "cancel" };

type Pending = {
  readonly request: ReviewRequest;
  readonly signal: AbortSignal;
  readonly answer: (answer: ReviewAnswer) => void;
};

/** The one page that is open, and the send it is about. */
class Sitting implements PageListener {
  readonly signal: AbortSignal;
  readonly #parts: ReviewDeskParts;
  readonly #changed: () => void;
  readonly #ended: (isLeft: boolean) => void;
  readonly #page: ReviewPage;
  #pending: Pending | undefined;
  #dialogue: ReviewDialogue | undefined;
  #isReady = false;
  #isOver = false;
  #patience: Disposable | undefined;

  /**
   * `changed` hears that a question is open or was answered while the page stays, `ended` whether the person left while
   * the send was to ask again.
   */
  constructor(
    signal: AbortSignal,
    parts: ReviewDeskParts,
    { changed, ended }: { readonly changed: () => void; readonly ended: (isLeft: boolean) => void },
  ) {
    this.signal = signal;
    this.#parts = parts;
    this.#changed = changed;
    this.#ended = ended;
    this.#page = parts.open(this);
    signal.addEventListener("abort", this.#stopped, { once: true });
  }

  /** Whether a question on this page is not answered yet. */
  get isAsking(): boolean {
    return this.#pending !== undefined;
  }

  /** Brings the page to the front. */
  reveal(): void {
    this.#page.reveal();
  }

  /** Asks on this page; what was asked on it before and is not answered yet is cancelled. */
  ask(pending: Pending): void {
    this.#patience?.dispose();
    this.#pending?.answer(cancelled);
    this.#pending = pending;
    const kept = this.#dialogue?.keptSecrets() ?? new Set();
    this.#dialogue = new ReviewDialogue(this.#parts.newId(), pending.request, kept);
    if (this.#isReady) this.#page.show(this.#dialogue.whole());
    this.reveal();
    this.#changed();
  }

  readonly heard = (message: FromReviewView): void => {
    if (this.#dialogue === undefined || this.#isOver) return;
    if (message.type === "ready") {
      this.#isReady = true;
      this.#page.show(this.#dialogue.whole());
      return;
    }
    const heard = this.#dialogue.hear(message);
    if (heard.kind === "copy") this.#parts.copy(heard.text);
    if (heard.kind === "left") this.#end(true);
    if (heard.kind === "answer") this.#answer(heard.answer);
    if (heard.kind === "answer" || heard.kind === "decided") this.#tellProgress();
  };

  readonly closed = (): void => {
    this.#end(this.#pending === undefined);
  };

  readonly #stopped = (): void => {
    this.#end(false);
  };

  #answer(answer: ReviewAnswer): void {
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.answer(answer);
    if (!asksAgain(answer)) {
      this.#end(false);
      return;
    }
    this.#patience = this.#parts.later(askedAgainMs, () => {
      this.#end(false);
    });
    this.#changed();
  }

  #tellProgress(): void {
    if (this.#dialogue !== undefined && !this.#isOver) this.#page.show(this.#dialogue.progress());
  }

  #end(isLeft: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#patience?.dispose();
    this.signal.removeEventListener("abort", this.#stopped);
    this.#pending?.answer(cancelled);
    this.#page.close();
    this.#ended(isLeft);
  }
}

/** Shows one review at a time. A send that asks again is shown on its own page; any other waits for its turn. */
export class ReviewDesk {
  readonly #parts: ReviewDeskParts;
  /** Sends whose page was closed while they were to ask again: they need not. */
  readonly #left = new WeakSet<AbortSignal>();
  #queue: readonly Pending[] = [];
  #sitting: Sitting | undefined;
  readonly #changed = createEmitter<undefined>();

  /** Fires when a send begins to wait for an answer, or has it. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: ReviewDeskParts) {
    this.#parts = parts;
  }

  /** As {@link ConsentPort} says. */
  readonly review: ConsentPort["review"] = (request, signal) => {
    if (signal.aborted || this.#left.has(signal)) return Promise.resolve(cancelled);
    return new Promise((answer) => {
      const pending = { request, signal, answer };
      if (this.#sitting === undefined) this.#seat(pending);
      else if (this.#sitting.signal === signal) this.#sitting.ask(pending);
      else this.#wait(pending);
    });
  };

  /** Whether the send with this signal is on the open page and waits for the person's answer. */
  isAsking(signal: AbortSignal): boolean {
    return this.#sitting?.signal === signal && this.#sitting.isAsking;
  }

  /** Brings the page of the send with this signal to the front, when it is the open one. */
  reveal(signal: AbortSignal): void {
    if (this.#sitting?.signal === signal) this.#sitting.reveal();
  }

  #seat(pending: Pending): void {
    const { signal } = pending;
    const changed = (): void => {
      this.#changed.fire(undefined);
    };
    const ended = (isLeft: boolean): void => {
      if (isLeft) this.#left.add(signal);
      this.#sitting = undefined;
      changed();
      this.#seatNext();
    };
    this.#sitting = new Sitting(signal, this.#parts, { changed, ended });
    this.#sitting.ask(pending);
  }

  #seatNext(): void {
    const [next, ...rest] = this.#queue;
    this.#queue = rest;
    if (next !== undefined) this.#seat(next);
  }

  #wait(pending: Pending): void {
    this.#queue = [...this.#queue, pending];
    const leave = (): void => {
      if (!this.#queue.includes(pending)) return;
      this.#queue = this.#queue.filter((one) => one !== pending);
      pending.answer(cancelled);
    };
    pending.signal.addEventListener("abort", leave, { once: true });
  }
}
