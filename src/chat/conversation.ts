import { omit } from "../base/omit.ts";
import { oneLine } from "../base/oneLine.ts";
import { present } from "../base/present.ts";
import type { Attachment } from "../context/attachment.ts";
import type { Restriction } from "../context/pathVerdict.ts";
import type { ProblemView, Rating } from "../protocol/messages.ts";
import type { Usage } from "../providers/provider.ts";
import type { Destination } from "../terms/destination.ts";
import { fileOf, sourceKey } from "../terms/source.ts";
import { addTo, changeIn, emptyTree, isIn, shownIn, type Tree } from "./branches.ts";

/** How an answer ended. `interrupted`: the window closed before it did. */
export type Outcome = "done" | "stopped" | "failed" | "refused" | "interrupted";

/** What happened in a conversation. Together the events are the conversation; the file holds nothing else. */
export type ConversationEvent =
  | {
      readonly type: "asked";
      readonly turn: string;
      readonly question: string;
      readonly attachments: readonly Attachment[];
      /** The turn that it follows, empty: it begins the conversation; absent: it follows the end of the path shown. */
      readonly after?: string;
      readonly time: string;
    }
  /** The user left texts out of a question while reviewing it; what is asked from then on has them not. */
  | {
      readonly type: "removed";
      readonly turn: string;
      /** URIs of files, and the keys of what is none. */
      readonly uris: readonly string[];
      readonly time: string;
    }
  /** Code was found for a question, and goes along with it. */
  | {
      readonly type: "found";
      readonly turn: string;
      readonly attachments: readonly Attachment[];
      readonly time: string;
    }
  /** The user was told that so many more lines of the file cannot be read. */
  | { readonly type: "told"; readonly unreadable: number; readonly time: string }
  /** The user gave it a name of their own; an empty one takes it back. */
  | { readonly type: "renamed"; readonly title: string; readonly time: string }
  | { readonly type: "pinned"; readonly pinned: boolean; readonly time: string }
  /** From here on a summary stands for a turn and all before it when something is asked. */
  | {
      readonly type: "summarised";
      readonly turn: string;
      readonly summary: StoredAnswer;
      readonly time: string;
    }
  /** The user took the summary at a turn back. */
  | { readonly type: "unsummarised"; readonly turn: string; readonly time: string }
  | {
      readonly type: "answered";
      readonly turn: string;
      readonly answer: StoredAnswer;
      /** It takes the place of the version shown, with whose text it begins. */
      readonly goesOn?: true;
      readonly time: string;
    }
  /** The user turned to the branch with a turn, and to a version of its answer. */
  | { readonly type: "shown"; readonly turn: string; readonly version?: number; readonly time: string }
  | {
      readonly type: "rated";
      readonly turn: string;
      readonly version: number;
      readonly rating: Rating | "none";
      readonly time: string;
    };

/** That a turn was answered. */
export type AnsweredEvent = Extract<ConversationEvent, { readonly type: "answered" }>;

/** An answer as it is kept. */
export type StoredAnswer = {
  readonly text: string;
  /** What the model thought before it answered, where that is known; never sent again, and no part of the answer. */
  readonly thinking?: string;
  readonly outcome: Outcome;
  readonly provider: string;
  readonly model: string;
  readonly destination?: Destination;
  readonly record?: string;
  readonly usage?: Usage;
  /** Milliseconds from sending to the first text or thought. */
  readonly firstTokenMs?: number;
  /** It ended because the model would write no more, not because it was complete. */
  readonly reachedLimit?: true;
  readonly problem?: ProblemView;
  /** Why another model answered than the one that was chosen, as a sentence. */
  readonly instead?: string;
  /** It was stopped while the user's own server was still reading the prompt, which that may finish all the same. */
  readonly leftPrompt?: true;
  /** URI of the file whose rule stopped it, so that it can be left out. */
  readonly excluded?: string;
  /** Files of the project's own rules that went along with the question: it may repeat any of them. */
  readonly ruledBy?: readonly RuleUse[];
};

/** A file of rules that an answer was made with; its text is not kept. */
export type RuleUse = Pick<Attachment, "source" | "stays">;

/** One answer of several to the same question. */
export type Version = {
  readonly answer: StoredAnswer;
  /** When it ended: ISO 8601, UTC. */
  readonly time: string;
  readonly rating?: Rating;
  /** Files that were left out of the question only after it was made from them. */
  readonly answeredFrom?: readonly Attachment[];
};

/** A question with what answers it. */
export type Turn = {
  readonly id: string;
  /** The turn that it follows; empty at the beginning. */
  readonly after: string;
  /** How many questions were asked in the conversation before it, on whatever branch. */
  readonly nth: number;
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** Keys of what the user left out of the question: rules of the project are not asked with it again. */
  readonly leftOut?: readonly string[];
  /** When it was asked: ISO 8601, UTC. */
  readonly time: string;
  /** Every answer that has text, in their order. */
  readonly versions: readonly Version[];
  /** The index of the version that is shown, and that goes along with later questions. */
  readonly version: number;
  /** What is shown: that version with what went wrong since, or what came to nothing where there is none. */
  readonly answer?: StoredAnswer;
  /** When that ended: ISO 8601, UTC. */
  readonly answered?: string;
  /** Texts that are not beside the question any more and from which its answer, or one after it, was made all the same. */
  readonly answeredFrom?: readonly Attachment[];
  /** Of those, what later answers may repeat whatever version is shown now; absent while nothing was asked after it. */
  readonly repeated?: readonly Attachment[];
  /** Asking again was stopped, and the answer is an earlier one. */
  readonly againStopped?: true;
  /** A summary that stands for this turn and all before it. */
  readonly summary?: StoredAnswer;
};

/**
 * A conversation: plain data, changed only by {@link apply}. Its `turns` are the path that is shown; what stands on other
 * branches goes along with nothing.
 */
export type Conversation = Tree<Turn> & {
  readonly id: string;
  /** The name that the user gave it. */
  readonly name?: string;
  /** It stands before all others in lists. */
  readonly pinned?: boolean;
  /** The user took a summary back, so that none is made without being asked for. */
  readonly keepsTurns?: true;
  /** No turn with a higher `nth` has a summary; absent: none has. */
  readonly summarisedTo?: number;
};

/** A conversation with nothing in it. */
export function emptyConversation(id: string): Conversation {
  return { id, ...emptyTree<Turn>() };
}

type Kind = ConversationEvent["type"];
type EventOf<T extends Kind> = Extract<ConversationEvent, { readonly type: T }>;

/** What each event makes of a conversation. */
const changes: { readonly [T in Kind]: (conversation: Conversation, event: EventOf<T>) => Conversation } = {
  asked: withQuestion,
  removed: (conversation, event) => changed(conversation, event, (turn) => without(turn, event.uris)),
  found: (conversation, { turn: id, attachments }) =>
    changed(conversation, { turn: id }, (turn) => ({
      ...turn,
      attachments: [...turn.attachments, ...attachments],
    })),
  told: (conversation) => conversation,
  renamed: (conversation, { title }) => ({ ...conversation, name: title }),
  pinned: (conversation, { pinned }) => ({ ...conversation, pinned }),
  summarised: withSummary,
  unsummarised: (conversation, event) => ({
    ...changed(conversation, event, (turn) => omit(turn, "summary")),
    keepsTurns: true,
  }),
  answered: (conversation, event) => {
    const next = changed(conversation, event, (turn) => withAnswer(turn, event));
    return withoutStale(conversation, next, event);
  },
  shown: turnedTo,
  rated: (conversation, event) => changed(conversation, event, (turn) => withRating(turn, event)),
};

/**
 * The next state. An event about an unknown turn changes nothing, nor does a question that was asked already: files may be
 * damaged, and a line may have been written twice.
 */
export function apply<T extends Kind>(conversation: Conversation, event: EventOf<T>): Conversation {
  const change: (conversation: Conversation, event: EventOf<T>) => Conversation = changes[event.type];
  return change(conversation, event);
}

function changed(
  conversation: Conversation,
  { turn }: { readonly turn: string },
  change: (turn: Turn) => Turn,
): Conversation {
  return { ...conversation, ...changeIn(conversation, turn, change) };
}

function turnedTo(conversation: Conversation, event: EventOf<"shown">): Conversation {
  const shown = { ...conversation, ...shownIn(conversation, event.turn) };
  const next = changed(shown, event, (turn) => withVersion(turn, event.version ?? turn.version));
  return withoutStale(conversation, next, event);
}

/**
 * What became of a conversation after something happened to the answer of a turn. A summary tells of the answers that were
 * shown when it was made: those that were made after this turn was asked go when it shows another text now.
 */
function withoutStale(
  before: Conversation,
  after: Conversation,
  { turn: id }: { turn: string },
): Conversation {
  const { summarisedTo = -1 } = after;
  const [was, is] = [turnIn(before, id), turnIn(after, id)];
  const isSame =
    was?.answer === undefined || (was.version === is?.version && was.answer.text === is.answer?.text);
  // Most events come where no summary is: looking for one each time would make the folding of a long file quadratic.
  if (isSame || is === undefined || is.nth > summarisedTo) return after;
  const strip = (turn: Turn): Turn =>
    turn.summary === undefined || turn.nth < is.nth ? turn : omit(turn, "summary");
  return {
    ...after,
    summarisedTo: is.nth - 1,
    turns: after.turns.map(strip),
    branches: after.branches.map((one) => one.map(strip)),
  };
}

function turnIn({ turns, branches }: Conversation, id: string): Turn | undefined {
  const isIt = (turn: Turn): boolean => turn.id === id;
  return turns.findLast(isIt) ?? branches.branchOf(id)?.find(isIt);
}

function withSummary(conversation: Conversation, event: EventOf<"summarised">): Conversation {
  const next = changed(conversation, event, (turn) => ({ ...turn, summary: event.summary }));
  const nth = turnIn(next, event.turn)?.nth ?? -1;
  return { ...next, summarisedTo: Math.max(nth, conversation.summarisedTo ?? -1) };
}

function withQuestion(conversation: Conversation, event: EventOf<"asked">): Conversation {
  const { turn: id, question, attachments, time } = event;
  if (isIn(conversation, id)) return conversation;
  const added = addTo(conversation, event.after, (place) => ({
    ...{ id, ...place, question, attachments, time, versions: [], version: 0 },
  }));
  const after = added.turns.at(-1)?.after ?? "";
  // From now on there may be answers that repeat what this one was made from.
  return { ...conversation, ...changeIn(added, after, (turn) => inherited({ repeated: [], ...turn })) };
}

/** A turn without some of its texts. Its answers were made from them all the same. */
function without(turn: Turn, uris: readonly string[]): Turn {
  const isLeftOut = ({ source }: Attachment): boolean => uris.includes(sourceKey(source));
  const attachments = turn.attachments.filter((attachment) => !isLeftOut(attachment));
  const leftOut = turn.attachments.filter(isLeftOut);
  const versions = turn.versions.map((version) => ({
    ...version,
    answeredFrom: [...(version.answeredFrom ?? []), ...leftOut],
  }));
  return inherited({ ...turn, attachments, versions, leftOut: [...(turn.leftOut ?? []), ...uris] });
}

/** A turn with all the files that what is shown of it, and what was answered after it, may repeat. */
function inherited(turn: Turn): Turn {
  const { repeated, versions, version } = turn;
  const all = [...new Set([...(repeated ?? []), ...(versions[version]?.answeredFrom ?? [])])];
  return {
    ...omit(turn, "answeredFrom"),
    ...(repeated && { repeated: all }),
    ...(all.length > 0 && { answeredFrom: all }),
  };
}

/** A turn that shows another version of its answer; what came of asking again was about the one before. */
function withVersion(turn: Turn, version: number): Turn {
  const shown = turn.versions[version];
  if (shown === undefined) return turn;
  return inherited({ ...omit(turn, "againStopped"), version, answer: shown.answer, answered: shown.time });
}

function withRating(turn: Turn, { version, rating }: EventOf<"rated">): Turn {
  const rated = turn.versions[version];
  if (rated === undefined) return turn;
  const next = { ...omit(rated, "rating"), ...(rating !== "none" && { rating }) };
  return { ...turn, versions: turn.versions.with(version, next) };
}

/**
 * A turn with one more answer. It is a version of its own when it has text, and is shown when it is complete or the one shown
 * is not; otherwise only what went wrong with it is told.
 */
function withAnswer(turn: Turn, { answer, goesOn, time }: EventOf<"answered">): Turn {
  const before = turn.versions[turn.version];
  if (goesOn && before !== undefined) return withMore(turn, before, { answer, time });
  const isVersion = answer.text.trim() !== "";
  if (before === undefined && !isVersion) return { ...turn, answer, answered: time };
  if (before === undefined) return withVersion({ ...turn, versions: [{ answer, time }] }, 0);
  if (!isVersion) return withProblem(turn, answer);
  const next = { ...turn, versions: [...turn.versions, { answer, time }] };
  const isBetter = isComplete(answer) || !isComplete(before.answer);
  return isBetter ? withVersion(next, turn.versions.length) : withProblem(next, answer);
}

/** A turn whose answer went on, unless nothing came of that. */
function withMore(
  turn: Turn,
  before: Version,
  { answer: next, time }: Pick<Version, "answer" | "time">,
): Turn {
  if (next.text.length <= before.answer.text.length)
    return next.problem === undefined ? turn : withProblem(turn, next);
  const usage = usageOfBoth(before.answer.usage, next.usage);
  const { firstTokenMs } = before.answer;
  const answer = { ...omit(next, "usage", "firstTokenMs"), ...present({ usage, firstTokenMs }) };
  const versions = turn.versions.with(turn.version, { ...before, answer, time });
  return withVersion({ ...turn, versions }, turn.version);
}

/** What two requests for one answer took. What one of them did not report is not known of both. */
function usageOfBoth(first: Usage | undefined, second: Usage | undefined): Usage | undefined {
  if (first === undefined || second === undefined) return undefined;
  const sum = (a: number | undefined, b: number | undefined): number | undefined =>
    a === undefined || b === undefined ? undefined : a + b;
  return present({
    promptTokens: second.promptTokens,
    answerTokens: sum(first.answerTokens, second.answerTokens),
    answerMs: sum(first.answerMs, second.answerMs),
  });
}

/** A turn that keeps what it shows, and tells what came of asking again. */
function withProblem(turn: Turn, { problem: told, excluded }: StoredAnswer): Turn {
  if (turn.answer === undefined) return turn;
  const { problem: earlier, ...kept } = turn.answer;
  // What is wrong with a complete answer can only be what came of asking again.
  const problem = told ?? (isComplete(kept) ? undefined : earlier);
  return {
    ...omit(turn, "againStopped"),
    answer: { ...kept, ...(problem && { problem }), ...(excluded !== undefined && { excluded }) },
    ...(told === undefined && { againStopped: true }),
  };
}

function isComplete({ outcome }: Pick<StoredAnswer, "outcome">): boolean {
  return outcome === "done";
}

/**
 * The rules that any answer of a turn was made with: whatever version is shown, later answers may repeat what another one
 * that was shown before them said.
 */
export function ruleUsesOf({ versions, answer }: Turn): readonly RuleUse[] {
  const answers = [...versions.map((version) => version.answer), ...(answer ? [answer] : [])];
  return [...new Set(answers.flatMap(({ ruledBy = [] }) => ruledBy))];
}

/** What kept files on this device when they came into a conversation, by URI. */
export function rulesThen({ turns }: Conversation): ReadonlyMap<string, Restriction> {
  const files = turns.flatMap((turn): readonly RuleUse[] => [
    ...turn.attachments,
    ...(turn.answeredFrom ?? []),
    ...ruleUsesOf(turn),
  ]);
  return new Map(
    files.flatMap(({ source, stays }) => {
      const uri = fileOf(source)?.uri;
      return stays === undefined || uri === undefined ? [] : [[uri, stays]];
    }),
  );
}

/** The most characters of a name that a user gives. */
export const longestName = 120;

/** The user's own name for it, or the first words of the first question, for lists; empty while it has neither. */
export function conversationTitle({ name = "", turns }: Conversation): string {
  return oneLine(name, longestName) || oneLine(turns[0]?.question ?? "", 60);
}
