import { oneLine } from "../base/oneLine.ts";
import type { Attachment } from "../context/attachment.ts";
import { destinationLabel } from "../terms/destination.ts";
import { pictureSides } from "../terms/picture.ts";
import { sourceLabel, sourcePlace } from "../terms/source.ts";
import { apply, conversationTitle, emptyConversation, type Conversation, type Turn } from "./conversation.ts";
import { siblingsIn } from "./branches.ts";
import type { ReadEvents } from "./conversationFile.ts";
import { inEnglish } from "../terms/words.ts";

/** How a time of a file, ISO 8601 in UTC, is written down. */
export type TimeWords = (iso: string) => string;

/**
 * A conversation to be read: questions with what went along, and answers with who gave them, where, and when. It is the path
 * shown, with the version shown of each answer, and says where there is another. Its own words are English everywhere.
 */
export function conversationMarkdown(read: Pick<ReadEvents, "id" | "events">, time: TimeWords): string {
  return inEnglish(() => written(read, time));
}

function written(read: Pick<ReadEvents, "id" | "events">, time: TimeWords): string {
  const conversation = read.events.reduce(apply, emptyConversation(read.id));
  const title = conversationTitle(conversation) || "Conversation";
  const siblings = siblingsIn(conversation);
  const blocks = conversation.turns.flatMap((turn) => [
    ...question(turn, time, siblings.get(turn.id) ?? []),
    ...answer(turn, time),
  ]);
  return `${[`# ${title}`, ...elsewhere(conversation), ...blocks].join("\n\n")}\n`;
}

/** That there is more than this document has, when there is. */
function elsewhere({ branches }: Conversation): readonly string[] {
  const count = branches.members;
  if (count === 0) return [];
  const questions = count === 1 ? "1 question" : `${count} questions`;
  return [`*This is the branch that was shown. ${questions} of other branches are not in it.*`];
}

function question(turn: Turn, time: TimeWords, siblings: readonly string[]): readonly string[] {
  const place = siblings.length === 0 ? undefined : `branch ${placeOf(siblings.indexOf(turn.id), siblings)}`;
  return [head(["You", place, time(turn.time)]), turn.question.trim(), ...turn.attachments.flatMap(attached)];
}

function placeOf(index: number, { length }: { readonly length: number }): string {
  return `${index + 1} of ${length}`;
}

const ratings = { up: "rated good", down: "rated bad" } as const;

function answer({ answer: given, answered, versions, version }: Turn, time: TimeWords): readonly string[] {
  if (given === undefined) return [];
  const { model, destination, text, problem } = given;
  const rating = versions[version]?.rating;
  const heading = [
    model || "No answer",
    destination && destinationLabel(destination),
    versions.length > 1 ? `answer ${placeOf(version, versions)}` : undefined,
    answered === undefined ? undefined : time(answered),
    rating && ratings[rating],
  ];
  return [
    head(heading),
    ...(text.trim() === "" ? [] : [text.trim()]),
    ...(problem === undefined ? [] : [`> ${oneLine(problem.sentence)}`]),
  ];
}

function head(words: readonly (string | undefined)[]): string {
  return `## ${oneLine(words.filter((word) => word !== undefined).join(" · "))}`;
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
