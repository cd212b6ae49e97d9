import type { Attachment } from "../context/attachment.ts";
import type { ChatTurn } from "../prompt/chatDraft.ts";
import type { Conversation, Turn } from "./conversation.ts";

const known = new WeakMap<Turn, ChatTurn>();

/** A turn as a draft takes it: the same turn is always the same object, so that what was counted of it stays counted. */
function chatTurn(turn: Turn): ChatTurn {
  const before = known.get(turn);
  if (before !== undefined) return before;
  const { question, attachments, answer, answeredFrom = [] } = turn;
  const made = { question, attachments, answer: answer?.text ?? "", answeredFrom };
  known.set(turn, made);
  return made;
}

/** A conversation as a draft takes it, up to a turn that is being asked. */
export function turnsAsked({ turns }: Conversation, asked: string): readonly ChatTurn[] {
  return turns.map((turn) =>
    turn.id === asked ? { ...chatTurn(turn), answer: "", answeredFrom: [] } : chatTurn(turn),
  );
}

/** A conversation as a draft would take it, with a next question that is not written yet. */
export function turnsBeforeNext(
  { turns }: Conversation,
  attachments: readonly Attachment[],
): readonly ChatTurn[] {
  return [...turns.map(chatTurn), { question: "", attachments, answer: "" }];
}
