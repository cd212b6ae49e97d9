import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { Movement } from "../egress/answer.ts";

/** A server of which somebody else made use: its origin. */
export type Used = { readonly origin: string };

/** What else of ours goes to the servers: most have one place for a prompt, and whoever comes last takes it. */
export class OtherTraffic implements Disposable {
  readonly #running = new Map<string, { readonly origin: string; readonly isThere: boolean }>();
  readonly #ended = createEmitter<Used>();
  readonly #listener: Disposable;

  /** Fires when a server has answered something else than a completion. */
  readonly onDidEnd: Event<Used> = this.#ended.event;

  constructor(onDidMove: Event<Movement>) {
    this.#listener = onDidMove((movement) => {
      this.#take(movement);
    });
  }

  /** Whether the server at an origin is answering something else. */
  isAt(origin: string): boolean {
    return [...this.#running.values()].some((one) => one.origin === origin);
  }

  /** The id of something else that a server at an origin has got, and may be writing; `undefined` when there is none. */
  writingAt(origin: string): string | undefined {
    return [...this.#running].find(([, one]) => one.origin === origin && one.isThere)?.[0];
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #take({ phase, id, purpose, destination }: Movement): void {
    // The code index has a model of its own, which leaves the completion's prompt alone.
    if (purpose === "completion" || purpose === "embed" || purpose.startsWith("errand:")) return;
    const { origin } = destination;
    if (phase !== "ended") this.#running.set(id, { origin, isThere: phase === "connected" });
    else if (this.#running.delete(id)) this.#ended.fire({ origin });
  }
}
