import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { eventLine, headerLine, readEvents } from "./conversationFile.ts";

/** A conversation from elsewhere as the text of a file, and how many of its events made no sense. */
export type ImportedConversation = { readonly text: string; readonly unreadable: number };

const documentSchema = z.looseObject({ events: z.array(z.unknown()) });

/**
 * Reads what was exported as JSON, or a conversation's file, for a conversation with an id of its own: so nothing that was
 * allowed for another counts for it. Only events that can be read are taken over, and of them only what is known.
 */
export function importConversation(
  text: string,
  id: string,
): Result<ImportedConversation, "notAConversation" | "newer"> {
  const read = readEvents(asLines(text.replace(/^\uFEFF/, "")));
  if (!read.ok) return read;
  const { events, newer, unreadable } = read.value;
  if (newer) return err("newer");
  const lines = events.filter(({ type }) => type !== "told").map(eventLine);
  return ok({ text: headerLine(id) + lines.join(""), unreadable });
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
