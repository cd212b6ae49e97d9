import type { Editing } from "./questionEdits.ts";

/** Where the reader is when not at the end: `past` pixels into a turn. */
export type Place = { readonly turn: string; readonly past: number };

/** What the view itself remembers of a conversation while it is away. */
export type ConversationMemory = {
  /** Its id; empty for the one in which nothing was asked yet, whichever that is. */
  readonly conversation: string;
  readonly draft?: string;
  /** The questions that are being edited in it, the open one last. */
  readonly edits?: readonly Editing[];
  /** When the draft or an edit was written, in milliseconds since 1970. */
  readonly draftMs?: number;
  readonly place?: Place;
};

/** What the view itself remembers: nothing else lives there. The conversation that was used last comes last. */
export type Memory = readonly ConversationMemory[];

/** So many conversations are remembered: those that were used last. */
export const mostRemembered = 50;

/** Another draft or other edits, and when they were written, or another place: none when the reader is at the end. */
export type MemoryChange =
  | { readonly draft: string; readonly draftMs: number }
  | { readonly edits: readonly Editing[]; readonly draftMs: number }
  | { readonly place: Place | undefined };

/** What is remembered of a conversation, with a change to it; nothing worth remembering is forgotten. */
export function remember(memory: Memory, conversation: string, change: MemoryChange): Memory {
  const { draft = "", edits = [], draftMs = 0, place } = { ...recall(memory, conversation), ...change };
  const others = memory.filter((each) => each.conversation !== conversation);
  const written = { ...(draft !== "" && { draft }), ...(edits.length > 0 && { edits }) };
  const isWritten = Object.keys(written).length > 0;
  if (!isWritten && place === undefined) return others;
  const changed = { conversation, ...written, ...(isWritten && { draftMs }), ...(place && { place }) };
  return [...others, changed].slice(-mostRemembered);
}

/** What is remembered of a conversation. */
export function recall(memory: Memory, conversation: string): ConversationMemory {
  return memory.find((each) => each.conversation === conversation) ?? { conversation };
}

/** Whether something that was written into the question of a turn is remembered, in whatever conversation. */
export function isEdited(memory: Memory, turn: string): boolean {
  return memory.some(({ edits = [] }) => edits.some((one) => one.turn === turn));
}

/** What is remembered without the drafts and edits that were written before a moment, in milliseconds since 1970. */
export function withoutDrafts(memory: Memory, beforeMs: number): Memory {
  return memory.flatMap((each): Memory => {
    const { conversation, draftMs = 0, place } = each;
    if (draftMs >= beforeMs) return [each];
    return place === undefined ? [] : [{ conversation, place }];
  });
}
