import type { Attachment } from "../context/attachment.ts";
import { destinationLabel } from "../terms/destination.ts";
import { pictureSides } from "../terms/picture.ts";
import { sourceLabel, sourcePlace } from "../terms/source.ts";
import { apply, conversationTitle, emptyConversation, type Conversation, type Turn } from "./conversation.ts";
import type { ReadEvents } from "./conversationFile.ts";

/** How a time of a file, ISO 8601 in UTC, is written down. */
export type TimeWords = (iso: string) => string;

type Told = {
  readonly conversation: Conversation;
  /** When each turn was asked and answered, in words, by its id. */
  readonly asked: ReadonlyMap<string, string>;
  readonly answered: ReadonlyMap<string, string>;
};

/** What the events made, and when. */
function retell({ id, events }: Pick<ReadEvents, "id" | "events">, time: TimeWords): Told {
  let conversation = emptyConversation(id);
  const [asked, answered] = [new Map<string, string>(), new Map<string, string>()];
  for (const event of events) {
    conversation = apply(conversation, event);
    if (event.type === "asked") asked.set(event.turn, time(event.time));
    // Of several answers an earlier one may have stayed.
    if (event.type === "answered" && conversation.turns.some(({ answer: kept }) => kept === event.answer))
      answered.set(event.turn, time(event.time));
  }
  return { conversation, asked, answered };
}

/** A conversation to be read: questions with what went along, and answers with who gave them, where, and when. */
export function conversationMarkdown(read: Pick<ReadEvents, "id" | "events">, time: TimeWords): string {
  const told = retell(read, time);
  const title = conversationTitle(told.conversation) || "Conversation";
  const blocks = told.conversation.turns.flatMap((turn) => [...question(turn, told), ...answer(turn, told)]);
  return `${[`# ${title}`, ...blocks].join("\n\n")}\n`;
}

function question({ id, question: text, attachments }: Turn, { asked }: Told): readonly string[] {
  return [head(["You", asked.get(id)]), text.trim(), ...attachments.flatMap(attached)];
}

function answer({ id, answer: given }: Turn, { answered }: Told): readonly string[] {
  if (given === undefined) return [];
  const { model, destination, text, problem } = given;
  const place = destination && destinationLabel(destination);
  return [
    head([model || "No answer", place, answered.get(id)]),
    ...(text.trim() === "" ? [] : [text.trim()]),
    ...(problem === undefined ? [] : [`> ${oneLine(problem.sentence)}`]),
  ];
}

function head(words: readonly (string | undefined)[]): string {
  return `## ${oneLine(words.filter((word) => word !== undefined).join(" · "))}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function attached({ source, languageId, text, picture }: Attachment): readonly string[] {
  const name = `**${oneLine(sourceLabel(source))}** (${oneLine(sourcePlace(source))})`;
  if (picture !== undefined)
    return [`${name}: a picture of ${pictureSides(picture)}, which only the JSON export holds.`];
  // A fence that no line of the text can end.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [name, [fence + oneLine(languageId), text.replace(/\n$/, ""), fence].join("\n")];
}
