import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { isUnfinished } from "./announcement.ts";
import type { ChatViewState, TurnView } from "../../src/protocol/messages.ts";

/** A question on its way, and where it was asked. */
type Sent = {
  readonly text: string;
  readonly conversation: string | undefined;
  /** The turn that it follows; `undefined`: it begins the conversation. */
  readonly after: string | undefined;
};

function stands({ text, after }: Sent, turns: readonly TurnView[]): boolean {
  const last = turns.at(-1);
  return last?.question === text && last.id !== after;
}

/** A question that was sent and does not stand in the conversation yet: what goes along with it is still being read. */
export class PendingQuestion {
  readonly text: ReadonlySignal<string | undefined>;
  readonly #sent = signal<Sent | undefined>(undefined);
  /** What was taken back, which the host gives back, too. */
  #takenBack: Sent | undefined;

  constructor() {
    this.text = computed(() => this.#sent.value?.text);
  }

  /** What was remembered to be written, unless it is being answered: the page may have gone before it heard that. */
  static unasked(draft: string | undefined, turns: readonly TurnView[]): string {
    const last = turns.at(-1);
    return draft === undefined || (last?.question === draft && isUnfinished(last)) ? "" : draft;
  }

  /** It is on its way; the result tells whether that is still so, and still in the conversation that is shown then. */
  sent(
    text: string,
    shown: ChatViewState | undefined,
  ): (now: ChatViewState | undefined) => "going" | "elsewhere" | "takenBack" {
    const conversation = shown?.conversation.id;
    const sent = { text, conversation, after: shown?.turns.at(-1)?.id };
    this.#sent.value = sent;
    return (now) => {
      if (this.#sent.value !== sent) return "takenBack";
      return now?.conversation.id === conversation ? "going" : "elsewhere";
    };
  }

  /** Nobody waits for it any more: its text, to be written on. */
  takeBack(): string | undefined {
    const sent = this.#sent.value;
    if (sent !== undefined) this.#takenBack = sent;
    this.#sent.value = undefined;
    return sent?.text;
  }

  /** The host gives a text back; whether it is news, and not the one that was taken back before. */
  cameBack(text: string): boolean {
    const isNews = this.#takenBack?.text !== text;
    if (!isNews) this.#takenBack = undefined;
    else if (this.#sent.value?.text === text) this.#sent.value = undefined;
    return isNews;
  }

  /** Whether it has just come to stand in the conversation. */
  isAsked(turns: readonly TurnView[]): boolean {
    // Taken back too late: it was asked, and will not come back.
    if (this.#takenBack !== undefined && stands(this.#takenBack, turns)) this.#takenBack = undefined;
    if (this.#sent.value === undefined || !stands(this.#sent.value, turns)) return false;
    this.#sent.value = undefined;
    return true;
  }

  /** What must not be lost when the page goes now: the question, and the draft of the next one. */
  with(draft: string): string {
    return [this.text.value ?? "", draft].filter((part) => part !== "").join("\n");
  }
}
