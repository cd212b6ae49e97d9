import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { apply, emptyConversation, type ConversationEvent } from "./conversation.ts";
import { eventLine, headerLine, readEvents } from "./conversationFile.ts";

/** A conversation from elsewhere as the text of a file, and how many of its events made no sense. */
export type ImportedConversation = { readonly text: string; readonly unreadable: number };

/** The most events of a conversation that is imported: more than years of talk make. */
export const mostImportedEvents = 20_000;

const documentSchema = z.looseObject({ events: z.array(z.unknown()) });

/**
 * Reads what was exported as JSON, or a conversation's file, for a conversation with an id of its own: so nothing that was
 * allowed for another counts for it. Only events that can be read are taken over, and of them only what is known.
 */
export function importConversation(
  text: string,
  id: string,
): Result<ImportedConversation, "notAConversation" | "newer" | "tooLong"> {
  const read = readEvents(asLines(text.replace(/^\uFEFF/, "")));
  if (!read.ok) return read;
  const { events, newer, unreadable } = read.value;
  if (newer) return err("newer");
  if (events.length > mostImportedEvents) return err("tooLong");
  if (!canBeOpened(events)) return err("notAConversation");
  const lines = events.filter(({ type }) => type !== "told").map(eventLine);
  return ok({ text: headerLine(id) + lines.join(""), unreadable });
}

/** What cannot be opened is never written: it would stay in the list as a damaged file. */
function canBeOpened(events: readonly ConversationEvent[]): boolean {
  try {
    events.reduce(apply, emptyConversation(""));
    return true;
  } catch {
    return false;
  }
}

/** An exported document as the lines it was made from; anything else as it is. */
function asLines(text: string): string {
  try {
    const { events, ...header } = documentSchema.parse(JSON.parse(text));
    return [header, ...events].map((value) => JSON.stringify(value)).join("\n");
  } catch {
    return text;
  }
}
