import { apply, conversationTitle, emptyConversation, type ConversationEvent } from "./conversation.ts";
import { readEvents } from "./conversationFile.ts";
import { conversationIdOf } from "./conversationPath.ts";

/** A conversation as a list shows it. */
export type ConversationSummary = {
  /** The name of its file. */
  readonly file: string;
  readonly id: string;
  /** Empty when it has no name and nothing was asked in it. */
  readonly title: string;
  readonly pinned: boolean;
  /** When something was last asked or answered in it: milliseconds since 1970. */
  readonly changedMs: number;
  /** How many questions were asked. */
  readonly turns: number;
  /** Who answered, in this order. */
  readonly models: readonly string[];
  /** It can be shown, and nothing about it can be changed. */
  readonly newer: boolean;
};

/** A file that is no conversation, or no longer one: it is kept, and can be looked at as text. */
export type DamagedFile = { readonly file: string; readonly damaged: true; readonly changedMs: number };

/** What stands in a conversation's file, in short. */
export type FileSummary = ConversationSummary | DamagedFile;

/** What is known of a file before it is read: its name, and when it was last changed, in milliseconds since 1970. */
export type FileFacts = { readonly file: string; readonly mtimeMs: number };

/** Sums up the text of a file. What its events say of time counts only as far as the file can be that old. */
export function summarize({ file, mtimeMs }: FileFacts, text: string): FileSummary {
  const id = conversationIdOf(file);
  const read = readEvents(text);
  if (id === undefined || !read.ok) return { file, damaged: true, changedMs: mtimeMs };
  const { events, newer } = read.value;
  const conversation = events.reduce(apply, emptyConversation(id));
  const models = conversation.turns.map(({ answer }) => answer?.model ?? "").filter((model) => model !== "");
  return {
    ...{ file, id, newer },
    title: conversationTitle(conversation),
    pinned: conversation.pinned ?? false,
    changedMs: Math.min(mtimeMs, lastTime(events) ?? mtimeMs),
    turns: conversation.turns.length,
    models: [...new Set(models)],
  };
}

/** A name or a pin changes nothing of what was said. */
function lastTime(events: readonly ConversationEvent[]): number | undefined {
  const last = events.findLast(({ type }) => type === "asked" || type === "answered");
  const ms = Date.parse(last?.time ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}
