import type { Attachment } from "../context/attachment.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import { fileSourceLabel } from "../terms/source.ts";
import { makeDraft, messageText, type Draft, type Message, type Part } from "./draft.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** The answer so far; empty for the turn that is being asked. */
  readonly answer: string;
};

const instructions =
  "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

/** Share of the context kept free for the answer. */
const answerShare = 0.25;

function attachmentParts({ source, languageId, text }: Attachment): readonly Part[] {
  return [{ text: `${fileSourceLabel(source)}\n\`\`\`${languageId}\n${text}\n\`\`\`\n\n`, source }];
}

function turnMessages(turn: ChatTurn): readonly Message[] {
  const asked: Message = {
    role: "user",
    parts: [
      ...turn.attachments.flatMap(attachmentParts),
      { text: turn.question, source: { kind: "question" } },
    ],
  };
  if (turn.answer === "") return [asked];
  // An answer inherits the sources of its question: empty parts carry them without changing the text.
  const inherited = turn.attachments.map(({ source }): Part => ({ text: "", source }));
  return [
    asked,
    { role: "assistant", parts: [{ text: turn.answer, source: { kind: "answer" } }, ...inherited] },
  ];
}

/**
 * A conversation as a draft, the question last. When it does not fit the route's context, whole earlier turns are left
 * out, oldest first; the question itself is never cut.
 */
export function chatDraft(turns: readonly ChatTurn[], route: Route): Draft {
  const system: Message = {
    role: "system",
    parts: [{ text: instructions, source: { kind: "instructions" } }],
  };
  const budgetTokens = route.contextTokens * (1 - answerShare) - estimateTokens(instructions);
  const kept: (readonly Message[])[] = [];
  let usedTokens = 0;
  for (const turn of turns.toReversed()) {
    const messages = turnMessages(turn);
    usedTokens += messages.reduce((sum, message) => sum + estimateTokens(messageText(message)), 0);
    if (kept.length > 0 && usedTokens > budgetTokens) break;
    kept.unshift(messages);
  }
  return makeDraft({ task: "chat", messages: [system, ...kept.flat()], stop: [] });
}
