import type { Picture } from "../terms/picture.ts";
import type { Source } from "../terms/source.ts";
import type { Task } from "../terms/task.ts";

/** A piece of text, or a picture, together with what it was made from. */
export type Part = {
  /** Empty for a picture. */
  readonly text: string;
  readonly source: Source;
  readonly picture?: Picture;
  /** Words of Drawbridge's own, which name a text or stand for it: nothing that its source holds. */
  readonly isFrame?: true;
};

/** Who speaks. `raw` is text for the model exactly as it is, special tokens included. */
export type Role = "system" | "user" | "assistant" | "raw";

/** One message; its text is its parts put together. */
export type Message = { readonly role: Role; readonly parts: readonly Part[] };

declare const drafted: unique symbol;

/** What a draft is put together from. */
export type DraftContent = {
  readonly task: Task;
  readonly messages: readonly Message[];
  /** Texts at which the model should stop. */
  readonly stop: readonly string[];
  /** Longest answer to ask for, in tokens; absent: as long as it takes. */
  readonly maxTokens?: number;
  /** Asks how probable each token of the answer was, where the server can tell. */
  readonly logprobs?: true;
  /** Asks for another answer than the likeliest one; the number tells one such answer from the next. */
  readonly variant?: number;
};

/** Text together with everything it was built from: no part without its source. Only `prompt/` constructs one. */
export type Draft = DraftContent & { readonly [drafted]: true };

/** The text of a message. */
export function messageText(message: Message): string {
  return message.parts.map(({ text }) => text).join("");
}

/** The pictures of a message, in their order. */
export function messagePictures({ parts }: Message): readonly Picture[] {
  return parts.flatMap(({ picture }) => picture ?? []);
}

/**
 * Every source a draft was built from, each once, in order of first use, with the parts made from it. An answer inherits all
 * that was seen before it, as the same objects each time: no object is compared twice.
 */
export function partsBySource(draft: Draft): ReadonlyMap<Source, readonly Part[]> {
  const found = new Map<Source, Part[]>();
  const byObject = new Map<Source, Part[]>();
  const byText = new Map<string, Part[]>();
  const firstSeen = (source: Source): Part[] => {
    const key = JSON.stringify(source);
    const made = byText.get(key) ?? [];
    if (!byText.has(key)) found.set(source, made);
    byText.set(key, made);
    byObject.set(source, made);
    return made;
  };
  for (const { parts } of draft.messages) {
    for (const part of parts) (byObject.get(part.source) ?? firstSeen(part.source)).push(part);
  }
  return found;
}

/** Every source a draft was built from, each once, in order of first use. */
export function draftSources(draft: Draft): readonly Source[] {
  return [...partsBySource(draft).keys()];
}
