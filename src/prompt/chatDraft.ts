import type { Attachment } from "../context/attachment.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import { fileSourceLabel, type FileSource } from "../terms/source.ts";
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

/** The file's own text is a part by itself: its lines can be counted from the source's first one. */
function attachmentParts({ source, languageId, text }: Attachment): readonly Part[] {
  return [
    { text: `${fileSourceLabel(source)}\n\`\`\`${languageId}\n`, source },
    { text, source },
    { text: "\n```\n\n", source },
  ];
}

function turnMessages(turn: ChatTurn, seen: readonly FileSource[]): readonly Message[] {
  const asked: Message = {
    role: "user",
    parts: [
      ...turn.attachments.flatMap(attachmentParts),
      { text: turn.question, source: { kind: "question" } },
    ],
  };
  if (turn.answer === "") return [asked];
  // An answer inherits every source it was made from: empty parts carry them without changing the text.
  const inherited = seen.map((source): Part => ({ text: "", source }));
  return [
    asked,
    { role: "assistant", parts: [{ text: turn.answer, source: { kind: "answer" } }, ...inherited] },
  ];
}

/** For each turn, the files that were in the conversation by then: its answer may repeat any of them. */
function seenByTurn(turns: readonly ChatTurn[]): readonly (readonly FileSource[])[] {
  const seen = new Map<string, FileSource>();
  const counts = turns.map(({ attachments }) => {
    for (const { source } of attachments) seen.set(JSON.stringify(source), source);
    return seen.size;
  });
  const all = [...seen.values()];
  return counts.map((count) => all.slice(0, count));
}

/**
 * A conversation as a draft, the question last. When it does not fit the route's context, whole earlier turns are left
 * out, oldest first; the question itself is never cut. An answer that stays still names the files of turns that do not.
 */
export function chatDraft(turns: readonly ChatTurn[], route: Route): Draft {
  const system: Message = {
    role: "system",
    parts: [{ text: instructions, source: { kind: "instructions" } }],
  };
  const budgetTokens = route.contextTokens * (1 - answerShare) - estimateTokens(instructions);
  const seen = seenByTurn(turns);
  const kept: (readonly Message[])[] = [];
  let usedTokens = 0;
  for (const [index, turn] of [...turns.entries()].reverse()) {
    const messages = turnMessages(turn, seen[index] ?? []);
    usedTokens += messages.reduce((sum, message) => sum + estimateTokens(messageText(message)), 0);
    if (kept.length > 0 && usedTokens > budgetTokens) break;
    kept.unshift(messages);
  }
  return makeDraft({ task: "chat", messages: [system, ...kept.flat()], stop: [] });
}
