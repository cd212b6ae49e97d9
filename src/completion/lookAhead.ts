import type { Disposable } from "../base/disposable.ts";
import type { Logger } from "../base/logger.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Predictions } from "./predictions.ts";
import type { Requests, Spot } from "./requests.ts";
import type { Suggestion } from "./suggestion.ts";
import { withInserted } from "./withInserted.ts";

/** What looking ahead is done with. */
export type LookAheadParts = {
  readonly requests: Pick<
    Requests,
    "lane" | "mayReach" | "keepsPrefix" | "busyServer" | "prepare" | "unread" | "start"
  >;
  readonly predictions: Pick<Predictions, "knows">;
  /** Whether anything would be suggested at a position, as far as that is known without asking. */
  readonly mayAsk: (spot: Spot) => boolean;
  /** Whether the machine should be spared. */
  readonly eco: () => boolean;
  /** Calls back once after so many milliseconds. */
  readonly later: (milliseconds: number, callback: () => void) => Disposable;
  readonly log: Pick<Logger, "error">;
};

/** Somebody who types on does so before this, in milliseconds; who reads is asked for ahead. */
const readingMs = 80;
/** Fewer characters than this are read on the way. */
const worthWarming = 200;

/** Asks for what comes after a suggestion while it is read, and lets the server read a prompt while nobody types. */
export class LookAhead {
  readonly #parts: LookAheadParts;
  #timer: Disposable | undefined;
  #controller: AbortController | undefined;

  constructor(parts: LookAheadParts) {
    this.#parts = parts;
  }

  /** A suggestion is shown: what follows it is asked for, unless the next key comes first. */
  follow(suggestion: Suggestion, snapshot: EditorSnapshot): void {
    this.stop();
    const { eco, later, log } = this.#parts;
    if (eco()) return;
    const controller = new AbortController();
    this.#controller = controller;
    this.#timer = later(readingMs, () => {
      const next: Spot = { snapshot: withInserted(snapshot, suggestion), manual: false, purpose: "ahead" };
      this.#ask(next, controller.signal).catch((error: unknown) => {
        log.error("What follows a suggestion could not be asked for", error);
      });
    });
  }

  /** A key was pressed: what was to be asked is asked no more. What is on its way stays there. */
  stop(): void {
    this.#timer?.dispose();
    // Nearly every key does, and a reason of its own would be an error with a stack.
    this.#controller?.abort("typed on");
    this.#controller = undefined;
  }

  /** Lets the server read the prompt of a position, when it would have to read much of it anyway. */
  async warm(spot: Spot, signal: AbortSignal): Promise<void> {
    const { requests } = this.#parts;
    if (!requests.keepsPrefix() || this.#isUnwanted(spot, signal)) return;
    const request = await requests.prepare(spot, signal);
    if (this.#isUnwanted(spot, signal) || requests.unread(request) < worthWarming) return;
    await requests.lane.submit(() => requests.start(request));
  }

  /** Nothing of this is worth anybody's waiting, or a cloud's while. */
  #isUnwanted(spot: Spot, signal: AbortSignal): boolean {
    const { requests, mayAsk } = this.#parts;
    if (signal.aborted || !requests.lane.isFree || !requests.mayReach(spot)) return true;
    return requests.busyServer() !== undefined || !mayAsk(spot);
  }

  async #ask(spot: Spot, signal: AbortSignal): Promise<void> {
    const { requests, predictions } = this.#parts;
    // What is shown may still be written: what follows it may come with it.
    await requests.lane.running?.ended;
    if (this.#isUnwanted(spot, signal) || predictions.knows(spot)) return;
    const request = await requests.prepare(spot, signal);
    if (this.#isUnwanted(spot, signal)) return;
    await requests.lane.submit(() => requests.start(request));
  }
}
