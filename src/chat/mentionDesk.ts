import type { Disposable } from "../base/disposable.ts";
import type { Attachment } from "../context/attachment.ts";
import type { MentionView } from "../protocol/messages.ts";
import type { MentionRead, Mentions } from "./mentions.ts";

/** Whom the desk tells. */
export type MentionDeskParts = {
  readonly mentions: Mentions;
  /** What fits the letters of a request of the view. */
  readonly onSuggestions: (request: number, items: readonly MentionView[]) => void;
  /** A mention was read. */
  readonly onRead: (read: MentionRead) => void;
};

/** Looks up what a person mentions, one wish at a time: the next letter ends the search for the ones before. */
export class MentionDesk implements Disposable {
  readonly #parts: MentionDeskParts;
  #searching = new AbortController();
  readonly #reading = new AbortController();
  #leftOut: string | undefined;

  constructor(parts: MentionDeskParts) {
    this.#parts = parts;
  }

  /** What was left out of what was read last, as sentences. */
  get leftOut(): string | undefined {
    return this.#leftOut;
  }

  /** What fits a few letters; `undefined` when somebody looks for something else by now. */
  async find(query: string): Promise<readonly MentionView[] | undefined> {
    this.#searching.abort();
    const { signal } = (this.#searching = new AbortController());
    const items = await this.#parts.mentions.suggest(query, signal);
    return signal.aborted ? undefined : items;
  }

  /** Tells the view what fits the letters of a request. */
  async suggest(request: number, query: string): Promise<void> {
    const items = await this.find(query);
    if (items !== undefined) this.#parts.onSuggestions(request, items);
  }

  /** Reads what a suggestion stands for. */
  read(id: string): Promise<void> {
    return this.#take((signal) => this.#parts.mentions.read(id, signal));
  }

  /** Reads the first suggestion of a kind, if there is one. */
  async readFirst(kind: MentionView["kind"]): Promise<void> {
    const first = (await this.find(kind))?.find((item) => item.kind === kind);
    if (first !== undefined) await this.read(first.id);
  }

  /** Reads files and folders that a person pointed at in the editor. */
  readAt(uris: readonly string[]): Promise<void> {
    return this.#take((signal) => this.#parts.mentions.readAt(uris, signal));
  }

  /** Takes in what was pasted; the result is the text as it stands beside the question now. */
  async readPasted(text: string): Promise<Attachment | undefined> {
    const { signal } = this.#reading;
    const read = await this.#parts.mentions.readPasted(text, signal);
    if (signal.aborted) return undefined;
    this.take(read);
    return read.attachments[0];
  }

  /** Takes what was read otherwise: pasted, or dropped. */
  take(read: MentionRead): void {
    this.#leftOut = read.leftOut;
    this.#parts.onRead(read);
  }

  /** What was left out is no news any more. */
  forget(): void {
    this.#leftOut = undefined;
  }

  /** Something was left out, and is told beside what is added next. */
  tell(leftOut: string): void {
    this.#leftOut = leftOut;
  }

  async #take(read: (signal: AbortSignal) => Promise<MentionRead>): Promise<void> {
    const { signal } = this.#reading;
    const found = await read(signal);
    if (!signal.aborted) this.take(found);
  }

  dispose(): void {
    this.#searching.abort();
    this.#reading.abort();
  }
}
