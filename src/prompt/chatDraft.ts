import type { Attachment } from "../context/attachment.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import { fileSourceLabel, type FileSource, type Source } from "../terms/source.ts";
import { messageText, type Draft, type Message, type Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** The answer so far; empty for the turn that is being asked. */
  readonly answer: string;
};

const instructions =
  "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

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

/** What stands in the conversation instead of the turns that may not go along. */
function note(files: readonly FileSource[]): readonly Part[] {
  if (files.length === 0) return [];
  const whole = files.map(({ kind, uri, path }) => fileSourceLabel({ kind, uri, path }));
  const names = [...new Set(whole)].join(", ");
  return [
    {
      text: `[Left out: this part of the conversation used ${names}, which may not go to this model.]\n\n`,
      source: own,
    },
  ];
}

function turnMessages(
  turn: ChatTurn,
  seen: readonly FileSource[],
  before: readonly Part[],
): readonly Message[] {
  const asked: Message = {
    role: "user",
    parts: [
      ...before,
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
 * The turns that may go along. From the first one on that saw a withheld file, every answer may repeat it; of the last
 * turn nothing is ever left out, so that the gate decides about it.
 */
function withoutWithheld(
  turns: readonly ChatTurn[],
  seen: readonly (readonly FileSource[])[],
  withheld: (source: FileSource) => boolean,
): { readonly kept: readonly ChatTurn[]; readonly leftOut: readonly FileSource[] } {
  const last = turns.length - 1;
  const first = seen.findIndex((files, index) => index < last && files.some(withheld));
  if (first === -1) return { kept: turns, leftOut: [] };
  return {
    kept: [...turns.slice(0, first), ...turns.slice(last)],
    leftOut: (seen[last - 1] ?? []).filter(withheld),
  };
}

/**
 * A conversation as a draft, the question last. `withheld` says which files may not go on the route: earlier turns that
 * used one, or were answered after one was seen, are left out, and a note before the question says so. When it does not fit the route's context, whole earlier turns are left
 * out, oldest first; the question itself is never cut. An answer that stays still names the files of turns that do not.
 */
export function chatDraft(
  turns: readonly ChatTurn[],
  route: Route,
  withheld: (source: FileSource) => boolean,
): Draft {
  const system: Message = { role: "system", parts: [{ text: instructions, source: own }] };
  const budgetTokens = route.contextTokens * (1 - answerShare) - estimateTokens(instructions);
  const seen = seenByTurn(turns);
  const { kept: sent, leftOut } = withoutWithheld(turns, seen, withheld);
  const kept: (readonly Message[])[] = [];
  let usedTokens = 0;
  for (const [index, turn] of [...sent.entries()].reverse()) {
    const before = index === sent.length - 1 ? note(leftOut) : [];
    const messages = turnMessages(turn, seen[turns.indexOf(turn)] ?? [], before);
    usedTokens += messages.reduce((sum, message) => sum + estimateTokens(messageText(message)), 0);
    if (kept.length > 0 && usedTokens > budgetTokens) break;
    kept.unshift(messages);
  }
  return makeDraft({ task: "chat", messages: [system, ...kept.flat()], stop: [] });
}
