import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { TurnView } from "../../src/protocol/messages.ts";

/** What was thought before the answers that are or were drawn. */
export class Thoughts {
  readonly #texts = new Map<string, Signal<string>>();

  /** The thoughts of a turn, as plain text; the signal changes when there is more. */
  of(turn: TurnView): ReadonlySignal<string> {
    return this.#of(turn);
  }

  /** Adds what streamed in after the state that `turn` is from. */
  append(turn: TurnView, text: string): void {
    this.#of(turn).value += text;
  }

  /** Brings everything in line with a new state. */
  replace(turns: readonly TurnView[]): void {
    const present = new Map(turns.map((turn) => [turn.id, turn]));
    for (const [id, text] of this.#texts) {
      const turn = present.get(id);
      if (turn === undefined) this.#texts.delete(id);
      else text.value = turn.answer.thinking ?? "";
    }
  }

  #of({ id, answer }: TurnView): Signal<string> {
    const known = this.#texts.get(id) ?? signal(answer.thinking ?? "");
    this.#texts.set(id, known);
    return known;
  }
}
