import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { TurnView } from "../../src/protocol/messages.ts";
import { isUnfinished } from "./announcement.ts";
import { IncrementalMarkdown, type MarkdownView } from "./incrementalMarkdown.ts";

/** What there is of an answer, as something to draw; the signal changes when there is more. */
export type AnswerDocument = ReadonlySignal<MarkdownView>;

type Entry = { markdown: IncrementalMarkdown; finished: boolean; readonly view: Signal<MarkdownView> };

/** The answers that are or were drawn, read once and kept. */
export class AnswerDocuments {
  readonly #entries = new Map<string, Entry>();

  /** The document of a turn; read now when it is asked for the first time. */
  of(turn: TurnView): AnswerDocument {
    return (this.#entries.get(turn.id) ?? this.#read(turn)).view;
  }

  /** Adds text that streamed in after the state that `turn` is from. */
  append(turn: TurnView, text: string): void {
    const entry = this.#entries.get(turn.id) ?? this.#read(turn);
    entry.markdown.append(text);
    entry.view.value = entry.markdown.view();
  }

  /** Brings every document in line with a new state; what was read of a text that merely grew is kept. */
  replace(turns: readonly TurnView[]): void {
    const present = new Map(turns.map((turn) => [turn.id, turn]));
    for (const [id, entry] of this.#entries) {
      const turn = present.get(id);
      if (turn === undefined) this.#entries.delete(id);
      else update(entry, turn);
    }
  }

  #read(turn: TurnView): Entry {
    const markdown = new IncrementalMarkdown();
    const entry: Entry = { markdown, finished: false, view: signal(markdown.view()) };
    update(entry, turn);
    this.#entries.set(turn.id, entry);
    return entry;
  }
}

function update(entry: Entry, turn: TurnView): void {
  const { text } = turn.answer;
  const finished = !isUnfinished(turn);
  const known = entry.markdown.source;
  if (known === text && entry.finished === finished) return;
  if (entry.finished || !text.startsWith(known)) entry.markdown = new IncrementalMarkdown();
  entry.markdown.append(text.slice(entry.markdown.source.length));
  if (finished) entry.markdown.finish();
  entry.finished = finished;
  entry.view.value = entry.markdown.view();
}
