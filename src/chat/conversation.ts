import type { Attachment } from "../context/attachment.ts";
import type { Restriction } from "../context/pathVerdict.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { Usage } from "../providers/provider.ts";
import type { Destination } from "../terms/destination.ts";
import { fileOf, sourceKey } from "../terms/source.ts";

/** How an answer ended. `interrupted`: the window closed before it did. */
export type Outcome = "done" | "stopped" | "failed" | "refused" | "interrupted";

/** What happened in a conversation. Together the events are the conversation; the file holds nothing else. */
export type ConversationEvent =
  | {
      readonly type: "asked";
      readonly turn: string;
      readonly question: string;
      readonly attachments: readonly Attachment[];
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
  | {
      readonly type: "answered";
      readonly turn: string;
      readonly answer: StoredAnswer;
      readonly time: string;
    };

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

/** A question with its answer, once there is one. Answering again replaces the answer, unless that would be a loss. */
export type Turn = {
  readonly id: string;
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** URIs of what the user left out of the question: rules of the project are not asked with it again. */
  readonly leftOut?: readonly string[];
  readonly answer?: StoredAnswer;
  /** Texts that were left out of the question only after this answer was made from them. */
  readonly answeredFrom?: readonly Attachment[];
  /** Asking again was stopped, and the answer is an earlier one. */
  readonly againStopped?: true;
};

/** A conversation: plain data, changed only by {@link apply}. */
export type Conversation = {
  readonly id: string;
  readonly turns: readonly Turn[];
  /** The name that the user gave it. */
  readonly name?: string;
  /** It stands before all others in lists. */
  readonly pinned?: boolean;
};

/** A conversation with nothing in it. */
export function emptyConversation(id: string): Conversation {
  return { id, turns: [] };
}

/** The next state. An event about an unknown turn changes nothing: files may be damaged. */
export function apply(conversation: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case "asked": {
      const { turn: id, question, attachments } = event;
      return { ...conversation, turns: [...conversation.turns, { id, question, attachments }] };
    }
    case "removed":
      return {
        ...conversation,
        turns: conversation.turns.map((turn) => (turn.id === event.turn ? without(turn, event.uris) : turn)),
      };
    case "found":
      return {
        ...conversation,
        turns: conversation.turns.map((turn) =>
          turn.id === event.turn
            ? { ...turn, attachments: [...turn.attachments, ...event.attachments] }
            : turn,
        ),
      };
    case "told":
      return conversation;
    case "renamed":
      return { ...conversation, name: event.title };
    case "pinned":
      return { ...conversation, pinned: event.pinned };
    case "answered":
      return {
        ...conversation,
        turns: conversation.turns.map((turn) =>
          turn.id === event.turn ? withAnswer(turn, event.answer) : turn,
        ),
      };
  }
}

/** A turn without some of its texts. An answer that is there was made from them all the same. */
function without(turn: Turn, uris: readonly string[]): Turn {
  const isLeftOut = ({ source }: Attachment): boolean => uris.includes(sourceKey(source));
  const attachments = turn.attachments.filter((attachment) => !isLeftOut(attachment));
  const asked = { ...turn, attachments, leftOut: [...(turn.leftOut ?? []), ...uris] };
  if (turn.answer === undefined || turn.answer.text === "") return asked;
  return { ...asked, answeredFrom: [...(turn.answeredFrom ?? []), ...turn.attachments.filter(isLeftOut)] };
}

/**
 * A turn with one more answer. An earlier one gives way to a complete one, or to more than nothing when it was not
 * complete itself; otherwise it is kept, and only what went wrong with the new one is told.
 */
function withAnswer(asked: Turn, next: StoredAnswer): Turn {
  const { id, question, attachments, leftOut, answer: before, answeredFrom } = asked;
  const turn = { id, question, attachments, ...(leftOut && { leftOut }) };
  if (before === undefined || givesWay(before, next)) return { ...turn, answer: next };
  const { problem: earlier, ...kept } = before;
  const { excluded } = next;
  // What is wrong with a complete answer can only be what came of asking again.
  const problem = next.problem ?? (isComplete(before) ? undefined : earlier);
  return {
    ...turn,
    ...(answeredFrom && { answeredFrom }),
    answer: { ...kept, ...(problem && { problem }), ...(excluded !== undefined && { excluded }) },
    ...(next.problem === undefined && { againStopped: true }),
  };
}

function isComplete({ outcome }: StoredAnswer): boolean {
  return outcome === "done";
}

function givesWay(before: StoredAnswer, next: StoredAnswer): boolean {
  if (before.text === "") return true;
  return next.text !== "" && (isComplete(next) || !isComplete(before));
}

/** What kept files on this device when they came into a conversation, by URI. */
export function rulesThen({ turns }: Conversation): ReadonlyMap<string, Restriction> {
  const files = turns.flatMap(({ attachments, answeredFrom = [], answer }): readonly RuleUse[] => [
    ...attachments,
    ...answeredFrom,
    ...(answer?.ruledBy ?? []),
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

function oneLine(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
