import type { Attachment } from "../context/attachment.ts";
import type { ChatTurn } from "../prompt/chatTurn.ts";
import { slashWord } from "../terms/slashCommands.ts";
import { sourceKey } from "../terms/source.ts";
import { askedOf } from "./commandInstructions.ts";
import { ruleUsesOf, type Conversation, type Turn } from "./conversation.ts";

const known = new WeakMap<Turn, ChatTurn>();

/** A turn as a draft takes it: the same turn is always the same object, so that what was counted of it stays counted. */
function chatTurn(turn: Turn): ChatTurn {
  const before = known.get(turn);
  if (before !== undefined) return before;
  const { question, attachments, answer, answeredFrom = [], summary } = turn;
  const made = {
    ...asked(question, attachments),
    attachments,
    answer: answer?.text ?? "",
    answeredFrom: [...answeredFrom, ...ruleUsesOf(turn)].map(({ source }) => source),
    ...(summary && { summary: summary.text.trim() }),
  };
  known.set(turn, made);
  return made;
}

/** A prompt stands for its `/name`, which no model is told. */
function asked(
  question: string,
  attachments: readonly Attachment[],
): Pick<ChatTurn, "question" | "instruction" | "typed"> {
  const callsPrompt = attachments.some(isPrompt);
  return callsPrompt
    ? { question: slashWord(question)?.rest ?? question, typed: question }
    : askedOf(question);
}

/** A conversation as a draft takes it, up to a turn that is being asked. */
export function turnsAsked({ turns }: Conversation, asked: string): readonly ChatTurn[] {
  return turns.map((turn) =>
    turn.id === asked ? { ...chatTurn(turn), answer: "", answeredFrom: [] } : chatTurn(turn),
  );
}

/** A conversation as a draft takes it whose last answer is to go on: with that answer, and all it was made from. */
export function turnsGoingOn({ turns }: Conversation): readonly ChatTurn[] {
  return turns.map(chatTurn);
}

/** A conversation as a draft would take it, with a next question that is not written yet. */
export function turnsBeforeNext(
  { turns }: Conversation,
  attachments: readonly Attachment[],
): readonly ChatTurn[] {
  return [...turns.map(chatTurn), { question: "", attachments, answer: "" }];
}

/** The turns of a conversation up to one of them, that one included. */
export function turnsUpTo({ turns }: Conversation, last: string): readonly ChatTurn[] {
  return turns.slice(0, turns.findIndex(({ id }) => id === last) + 1).map(chatTurn);
}

/** The id of the turn that a draft took this one from. */
export function idOf({ turns }: Conversation, taken: ChatTurn): string | undefined {
  return turns.find((turn) => chatTurn(turn) === taken)?.id;
}

/** What was beside a question, for one that is asked in its place: the words of that say anew which prompt they call. */
export function besideAgain({ attachments }: Turn): readonly Attachment[] {
  return attachments.filter((attachment) => !isPrompt(attachment));
}

/** A chip's id: the same text from the same place is the same chip. */
export function chipId({ source, use }: Pick<Attachment, "source" | "use">): string {
  if (source.kind !== "file") return sourceKey(source);
  const { uri, lines, shows, revision = "" } = source;
  if (use !== undefined) return `${uri}#${use}`;
  return `${uri}#${shows !== undefined ? shows + revision : lines === undefined ? "" : `${lines.first}-${lines.last}`}`;
}

/** The turns of a conversation whose texts a model will read. */
export type ReadTurns = {
  readonly conversation: Conversation;
  /** The turn that is being answered. */
  readonly running: string | undefined;
  /** Those of which everything goes along with the next question. */
  readonly whole: ReadonlySet<ChatTurn>;
};

/**
 * Whether a text stands in a conversation already, beside a question that was answered or is being. What was beside a
 * question without an answer does not go along with the next one, and neither does what gave way to make room.
 */
export function isBeside(attachment: Attachment, { conversation, running, whole }: ReadTurns): boolean {
  return conversation.turns.some(
    (turn) =>
      (turn.id === running || (hasAnswer(turn) && whole.has(chatTurn(turn)))) &&
      turn.attachments.some((sent) => chipId(sent) === chipId(attachment) && isSame(sent, attachment)),
  );
}

function isPrompt({ use }: Attachment): boolean {
  return use === "prompt";
}

function isSame(one: Attachment, other: Attachment): boolean {
  return one.text === other.text && one.picture?.sha256 === other.picture?.sha256;
}

/** Whether a question was answered with any words: without, it does not go along with the next one. */
export function hasAnswer({ answer }: Turn): boolean {
  return answer !== undefined && answer.text.trim() !== "";
}

/**
 * The turns, the last one without the texts that the user left out of it. What there is of its answer, when it is to go on,
 * was made from them all the same.
 */
export function withoutRemoved(
  turns: readonly ChatTurn[],
  removed: ReadonlySet<string>,
): readonly ChatTurn[] {
  const last = turns.at(-1);
  if (last === undefined || removed.size === 0) return turns;
  const isLeftOut = ({ source }: Attachment): boolean => removed.has(sourceKey(source));
  const attachments = last.attachments.filter((attachment) => !isLeftOut(attachment));
  const leftOut = last.attachments.filter(isLeftOut).map(({ source }) => source);
  const answeredFrom = [...(last.answeredFrom ?? []), ...(last.answer === "" ? [] : leftOut)];
  // Without its prompt the question is what was typed.
  const question = attachments.some(isPrompt) ? last.question : (last.typed ?? last.question);
  return [...turns.slice(0, -1), { ...last, question, attachments, answeredFrom }];
}
