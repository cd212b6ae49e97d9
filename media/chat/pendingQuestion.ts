import { signal, type ReadonlySignal } from "@preact/signals";
import { isUnfinished } from "./announcement.ts";
import type { TurnView } from "../../src/protocol/messages.ts";

/** A question that was sent and does not stand in the conversation yet: what goes along with it is still being read. */
export class PendingQuestion {
  readonly text: ReadonlySignal<string | undefined>;
  readonly #text = signal<string | undefined>(undefined);

  constructor() {
    this.text = this.#text;
  }

  /** What was remembered to be written, unless it is being answered: the page may have gone before it heard that. */
  static unasked(draft: string | undefined, turns: readonly TurnView[]): string {
    const last = turns.at(-1);
    return draft === undefined || (last?.question === draft && isUnfinished(last)) ? "" : draft;
  }

  sent(text: string): void {
    this.#text.value = text;
  }

  /** It came back into the message box. */
  cameBack(): void {
    this.#text.value = undefined;
  }

  /** Whether it has just come to stand in the conversation. */
  isAsked(turns: readonly TurnView[]): boolean {
    if (this.#text.value === undefined || turns.at(-1)?.question !== this.#text.value) return false;
    this.#text.value = undefined;
    return true;
  }

  /** What must not be lost when the page goes now: the question, and the draft of the next one. */
  with(draft: string): string {
    return [this.#text.value ?? "", draft].filter((part) => part !== "").join("\n");
  }
}
