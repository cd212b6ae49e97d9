import type { Disposable } from "../base/disposable.ts";
import { untilAborted } from "../base/untilAborted.ts";
import type { Attachment } from "../context/attachment.ts";
import type { MentionKind, MentionView } from "../protocol/messages.ts";
import { firstOf, joined } from "./leftOutWords.ts";
import type { MentionRead, Mentions } from "./mentions.ts";

type Found = { readonly items: readonly MentionView[]; readonly more?: true };

/** Whom the desk tells. */
export type MentionDeskParts = {
  readonly mentions: Mentions;
  /** What fits the letters of a request of the view; `more`: the slow are still looking. */
  readonly onSuggestions: (request: number, found: Found) => void;
  /** A mention was read. */
  readonly onRead: (read: MentionRead) => void;
};

/** Looks up what a person mentions, one wish at a time: the next letter ends the search for the ones before. */
export class MentionDesk implements Disposable {
  readonly #parts: MentionDeskParts;
  #searching = new AbortController();
  #reading = new AbortController();
  /** What is being read. */
  readonly #pending = new Set<Promise<unknown>>();
  #leftOut: string | undefined;

  constructor(parts: MentionDeskParts) {
    this.#parts = parts;
  }

  /** What was left out of what was read last, as sentences. */
  get leftOut(): string | undefined {
    return this.#leftOut;
  }

  /** Whether something that was wished for is not read yet. */
  get isReading(): boolean {
    return this.#pending.size > 0;
  }

  /**
   * What fits a few letters; `undefined` when somebody looks for something else by now. `onFirst` is told what there is
   * while more is looked for.
   */
  async find(
    query: string,
    onFirst: (items: readonly MentionView[]) => void = () => undefined,
  ): Promise<readonly MentionView[] | undefined> {
    this.#searching.abort();
    const { signal } = (this.#searching = new AbortController());
    const suggesting = this.#parts.mentions.suggest(query, signal, (first) => {
      if (!signal.aborted) onFirst(first);
    });
    const items = await untilAborted(suggesting, signal);
    return signal.aborted ? undefined : items;
  }

  /** Tells the view what fits the letters of a request, and again when there is more. */
  async suggest(request: number, query: string): Promise<void> {
    const { onSuggestions } = this.#parts;
    const items = await this.find(query, (first) => {
      onSuggestions(request, { items: first, more: true });
    });
    if (items !== undefined) onSuggestions(request, { items });
  }

  /** Reads what a suggestion stands for. */
  async read(id: string): Promise<void> {
    await this.#take((signal) => this.#parts.mentions.read(id, signal));
  }

  /** Reads all of a kind that is meant by its id; `nothing` is told when there is nothing of it. */
  async readEvery(
    kind: MentionKind,
    {
      isMeant = () => true,
      nothing,
    }: { readonly isMeant?: (id: string) => boolean; readonly nothing: string },
  ): Promise<void> {
    await this.#take(async (signal) => {
      const read = await this.#parts.mentions.readEvery(kind, isMeant, signal);
      return read ?? { attachments: [], leftOut: nothing };
    });
  }

  /** Reads files and folders that a person pointed at in the editor, which may be the first `of` more. */
  async readAt(uris: readonly string[], of = uris.length): Promise<void> {
    await this.#take(async (signal) => {
      const read = await this.#parts.mentions.readAt(uris, signal);
      return of > uris.length ? joined([read, firstOf(uris.length, of)]) : read;
    });
  }

  /** Takes in what was pasted; the result is the text as it stands beside the question now. */
  async readPasted(text: string): Promise<Attachment | undefined> {
    const read = await this.#take((signal) => this.#parts.mentions.readPasted(text, signal));
    return read?.attachments[0];
  }

  /** Takes what was read otherwise: pasted, or dropped. */
  take(read: MentionRead): void {
    this.#leftOut = read.leftOut;
    this.#parts.onRead(read);
  }

  /** Settles when everything that was wished for up to now is read, could not be, or is forgotten. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  /** What was left out is no news any more, and what is still being read is wanted no more: nobody waits for it. */
  forget(): void {
    this.#leftOut = undefined;
    this.#reading.abort();
    this.#reading = new AbortController();
  }

  /** Something was left out, and is told beside what is added next. */
  tell(leftOut: string | undefined): void {
    this.#leftOut = leftOut;
  }

  #take(read: (signal: AbortSignal) => Promise<MentionRead>): Promise<MentionRead | undefined> {
    const taking = this.#takeUnlessOver(read, this.#reading.signal);
    this.#pending.add(taking);
    return taking.finally(() => this.#pending.delete(taking));
  }

  async #takeUnlessOver(
    read: (signal: AbortSignal) => Promise<MentionRead>,
    signal: AbortSignal,
  ): Promise<MentionRead | undefined> {
    const found = await untilAborted(read(signal), signal);
    if (found === undefined || signal.aborted) return undefined;
    this.take(found);
    return found;
  }

  dispose(): void {
    this.#searching.abort();
    this.#reading.abort();
  }
}
