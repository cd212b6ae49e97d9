import { signal, type ReadonlySignal } from "@preact/signals";
import type { ChatViewState, TurnView } from "../../src/protocol/messages.ts";
import { announcement, isUnfinished } from "./announcement.ts";
import type { MarkdownView } from "./incrementalMarkdown.ts";
import { SpokenAnswer } from "./spokenAnswer.ts";

/** What a screen reader is told of the conversation: what became of it, and an answer while it grows. */
export class ScreenReader {
  /** What it should say now. */
  readonly words: ReadonlySignal<string>;
  readonly #words = signal("");
  #spoken = new SpokenAnswer();

  constructor() {
    this.words = this.#words;
  }

  /** Has it say something. */
  say(words: string): void {
    // The same words again are no change, and would not be heard: a blank makes them one.
    this.#words.value = words === this.#words.value ? `${words}\u00A0` : words;
  }

  /** The state is another one; `answerOf` is what there is of an answer, read as Markdown. */
  follow(
    before: ChatViewState | undefined,
    after: ChatViewState,
    answerOf: (turn: TurnView) => MarkdownView,
  ): void {
    const turn = after.turns.at(-1);
    if (turn === undefined) return;
    const said = announcement(before, after, this.#spoken.rest(answerOf(turn)));
    if (said !== undefined) this.say(said);
    const earlier = before?.turns.find(({ id }) => id === turn.id);
    if (isUnfinished(turn) && (earlier === undefined || !isUnfinished(earlier)))
      this.#spoken = new SpokenAnswer(answerOf(turn).blocks.length - 1);
  }

  /** The last answer has grown. */
  hear(answer: MarkdownView, nowMs: number): void {
    const said = this.#spoken.next(answer, nowMs);
    if (said !== undefined) this.say(said);
  }
}
