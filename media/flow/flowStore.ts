import { batch, signal, type ReadonlySignal } from "@preact/signals";
import {
  firstChoice,
  type FlowChoice,
  type FlowView,
  type FromFlowView,
  type ToFlowView,
} from "../../src/protocol/flowMessages.ts";

/** What the page remembers while it is hidden. */
export type Memory = { readonly choice: FlowChoice };

/** What the store needs from the world. */
export type Surroundings = {
  readonly post: (message: FromFlowView) => void;
  readonly recall: () => Memory | undefined;
  readonly remember: (memory: Memory) => void;
  readonly zone: string;
};

/** The state of the page and everything that can happen to it. */
export class FlowStore {
  readonly choice: ReadonlySignal<FlowChoice>;
  /** Absent until the first one has come. */
  readonly flow = signal<FlowView | undefined>(undefined);
  readonly isFailed = signal(false);
  /** The line that is pointed at, or that the keyboard is at. */
  readonly pointed = signal<string | undefined>(undefined);
  /** The line of the picture that the keyboard was at last. */
  readonly current = signal<string | undefined>(undefined);
  /** What a screen reader should say now. */
  readonly announced = signal("");

  readonly #surroundings: Surroundings;
  readonly #choice;
  #isAsked = true;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#choice = signal(surroundings.recall()?.choice ?? firstChoice);
    this.choice = this.#choice;
  }

  /** Says that the page is there. */
  begin(): void {
    this.#surroundings.post({ type: "ready", zone: this.#surroundings.zone, choice: this.#choice.value });
  }

  /** Draws another stretch of time, or another part of the ledger. */
  choose(change: Partial<FlowChoice>): void {
    const choice = { ...this.#choice.value, ...change };
    this.#choice.value = choice;
    this.#isAsked = true;
    this.#surroundings.remember({ choice });
    this.#surroundings.post({ type: "choose", choice });
  }

  /** Reads everything again. */
  refresh(): void {
    this.#isAsked = true;
    this.#surroundings.post({ type: "refresh", choice: this.#choice.value });
  }

  /** Opens the records of a line. */
  open(line: string): void {
    this.#surroundings.post({ type: "open", line });
  }

  /** Opens the ledger's page. */
  openLedger(): void {
    this.#surroundings.post({ type: "openLedger" });
  }

  /** Takes a message from the host. */
  receive(message: ToFlowView): void {
    batch(() => {
      this.isFailed.value = message.type === "failed";
      if (message.type === "flow") this.#take(message.flow);
    });
  }

  #take(flow: FlowView): void {
    const { choice } = flow;
    const { period, here } = this.#choice.value;
    // What was drawn before the last choice was heard is not what is chosen now.
    if (choice.period !== period || choice.here !== here) return;
    this.flow.value = flow;
    // What changes by itself is not spoken: only the answer to what the reader asked for.
    if (!flow.isWhole || !this.#isAsked) return;
    this.#isAsked = false;
    this.announced.value = flow.lead;
  }
}
