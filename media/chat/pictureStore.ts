import { signal, type ReadonlySignal } from "@preact/signals";
import type { ToHost } from "../../src/protocol/messages.ts";
import { pictureMessage } from "./pictureMessage.ts";

/** What pictures look like, each asked for once, when it is first drawn. */
export class PictureStore {
  readonly #post: (message: ToHost) => void;
  readonly #urls = signal<ReadonlyMap<string, string>>(new Map());
  readonly #wanted = new Set<string>();
  readonly #taking = new Set<Promise<void>>();
  readonly #messageOf: typeof pictureMessage;

  constructor(post: (message: ToHost) => void, messageOf = pictureMessage) {
    this.#post = post;
    this.#messageOf = messageOf;
  }

  /** The addresses that are known so far, by what pictures are asked for by. */
  get urls(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.#urls;
  }

  /** Asks for a picture, unless that was done. */
  want(picture: string): void {
    if (this.#wanted.has(picture)) return;
    this.#wanted.add(picture);
    this.#post({ type: "wantPicture", picture });
  }

  /** Takes a picture that was asked for. */
  receive(picture: string, url: string): void {
    this.#urls.value = new Map([...this.#urls.value, [picture, url]]);
  }

  /** Puts pictures beside the next question, in their order. */
  async take(files: readonly Blob[]): Promise<void> {
    const taking = this.#handOver(files);
    this.#taking.add(taking);
    await taking.finally(() => this.#taking.delete(taking));
  }

  /** Calls `then` once every picture is with the host that is being taken in: at once, when none is. */
  whenTaken(then: () => void): void {
    if (this.#taking.size === 0) then();
    else
      void Promise.allSettled(this.#taking).then(() => {
        this.whenTaken(then);
      });
  }

  async #handOver(files: readonly Blob[]): Promise<void> {
    for (const file of files) this.#post(await this.#messageOf(file));
  }
}
