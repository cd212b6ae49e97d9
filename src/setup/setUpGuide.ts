import type { Disposable } from "../base/disposable.ts";
import type { SetUpView } from "../protocol/messages.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { Outlook } from "../sending/send.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { OllamaProgram } from "./findOllama.ts";
import { isBuiltInHere, machineState, type Starting, type SuggestedModel } from "./machineState.ts";
import { setUpView, type Machine } from "./setUpView.ts";

/** What a guide is built from. */
export type SetUpGuideParts = {
  readonly machine: Machine;
  /** Looks for Ollama's program; runs nothing. */
  readonly findProgram: () => Promise<OllamaProgram>;
  readonly known: (provider: ProviderConfig) => KnownServer;
  /** Asks a server what it has, as a person's look. */
  readonly look: (provider: ProviderConfig) => Promise<KnownServer>;
  /** The model that suits the machine; `undefined` when none does, or nothing is known about it. */
  readonly suggested: (provider: ProviderConfig) => SuggestedModel | undefined;
  /** Whether somebody sees the wait for a start, and asking is allowed at all. */
  readonly isWaitWanted: () => boolean;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Something new is known. */
  readonly onChange: () => void;
};

/** When a start is looked for, in milliseconds from one look to the next: for about two minutes in all, and then no more. */
const waitsMs: readonly number[] = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

/** Follows a machine from nothing to a model that answers: what is there, what is missing, and a start that was asked for. */
export class SetUpGuide implements Disposable {
  readonly #parts: SetUpGuideParts;
  #program: OllamaProgram = { kind: "unlooked" };
  #starting: Starting = "no";
  #wait: AbortController | undefined;

  constructor(parts: SetUpGuideParts) {
    this.#parts = parts;
  }

  /** What the machine lacks for an outlook, and the ways on; `undefined` when nothing better is known than the outlook says. */
  advice(outlook: Outlook): SetUpView | undefined {
    const { known, machine, suggested } = this.#parts;
    const model = !outlook.ok && outlook.error.kind === "noModel" && suggested(outlook.error.provider);
    const state = machineState({
      ...{ outlook, known, program: this.#program, starting: this.#starting },
      ...(model && { suggested: model }),
    });
    return state && setUpView(state, machine);
  }

  /** Where the program was found. */
  get program(): OllamaProgram {
    return this.#program;
  }

  /** Looks for the program, where the outlook is that the built-in server on this very machine does not answer. */
  async notice(outlook: Outlook): Promise<void> {
    if (outlook.ok || outlook.error.kind !== "serverDown" || !isBuiltInHere(outlook.error.provider)) {
      this.#endWait("no");
      return;
    }
    const before = JSON.stringify(this.#program);
    this.#program = await this.#parts.findProgram();
    if (JSON.stringify(this.#program) !== before) this.#parts.onChange();
  }

  /** A person had the server started: looks for it with growing pauses, as long as somebody sees the wait. */
  async waitFor(provider: ProviderConfig): Promise<void> {
    this.#endWait("waiting");
    const wait = new AbortController();
    this.#wait = wait;
    this.#parts.onChange();
    const isUp = await this.#isUpWithin(provider, wait.signal);
    // Another wait, or the end of everything, took the place of this one.
    if (this.#wait !== wait) return;
    this.#endWait(isUp ? "no" : "late");
    this.#parts.onChange();
  }

  async #isUpWithin(provider: ProviderConfig, signal: AbortSignal): Promise<boolean> {
    const isOver = (): boolean => signal.aborted || !this.#parts.isWaitWanted();
    for (const milliseconds of waitsMs) {
      if (isOver()) return false;
      await this.#parts.pause(milliseconds, signal);
      if (isOver()) return false;
      if ((await this.#parts.look(provider)).kind === "up") return true;
    }
    return false;
  }

  #endWait(starting: Starting): void {
    this.#starting = starting;
    this.#wait?.abort();
    this.#wait = undefined;
  }

  dispose(): void {
    this.#endWait("no");
  }
}
