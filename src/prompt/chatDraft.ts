import type { Attachment } from "../context/attachment.ts";
import { attachmentTokens } from "../context/attachmentTokens.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import { fileSourceLabel, type FileSource, type Source } from "../terms/source.ts";
import type { Draft, Message, Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** What the question's command means, in Drawbridge's own words. */
  readonly instruction?: string;
  /** The answer so far; empty for the turn that is being asked. */
  readonly answer: string;
  /** Files that the answer was made from and that are no longer beside the question. */
  readonly answeredFrom?: readonly FileSource[];
};

const instructions =
  "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

/** Share of the context kept free for the answer. */
const answerShare = 0.25;

/** What stands before and after a file's text. */
function attachmentFrame({ source, languageId }: Attachment): readonly [before: Part, after: Part] {
  return [
    { text: `${fileSourceLabel(source)}\n\`\`\`${languageId}\n`, source },
    { text: "\n```\n\n", source },
  ];
}

/** The file's own text is a part by itself: its lines can be counted from the source's first one. */
function attachmentParts(attachment: Attachment): readonly Part[] {
  const { source, text } = attachment;
  const [before, after] = attachmentFrame(attachment);
  return [before, { text, source }, after];
}

/** What is asked: the words of a command or a prompt come before the person's own. */
function askedParts({ instruction, attachments, question }: ChatTurn): readonly Part[] {
  const told: readonly Part[] = [
    ...(instruction === undefined ? [] : [{ text: instruction, source: own }]),
    ...attachments.filter(isPrompt).map(({ text, source }) => ({ text, source })),
  ];
  if (question === "" && told.length > 0) return told;
  return [
    ...told.flatMap((part): readonly Part[] => [part, { text: "\n\n", source: part.source }]),
    { text: question, source: { kind: "question" } },
  ];
}

function isPrompt({ use }: Attachment): boolean {
  return use === "prompt";
}

/** What stands before the rules of a project, and before each file of them. */
const rulesFollow: Part = {
  text: "\n\nThe project has rules of its own. Keep to those that are about what you are asked.",
  source: own,
};

function ruleParts(rules: readonly Attachment[]): readonly Part[] {
  if (rules.length === 0) return [];
  const each = rules.flatMap(({ text, source }): readonly Part[] => [
    { text: `\n\n${fileSourceLabel(source)}:\n`, source },
    { text, source },
  ]);
  return [rulesFollow, ...each];
}

/** What stands in the conversation instead of the turns that may not go along. It names no file: a name can tell a lot. */
const note: Part = {
  text: "[Left out: a part of the conversation before this, which used files that may not go to this model.]\n\n",
  source: own,
};

function turnMessages(
  turn: ChatTurn,
  seen: readonly FileSource[],
  before: readonly Part[],
): readonly Message[] {
  const asked: Message = {
    role: "user",
    parts: [
      ...before,
      ...turn.attachments.filter((one) => !isPrompt(one)).flatMap(attachmentParts),
      ...askedParts(turn),
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

/** Every file that a turn's question or its answer holds. */
export function turnFiles({ attachments, answeredFrom = [] }: ChatTurn): readonly FileSource[] {
  return [...attachments.map(({ source }) => source), ...answeredFrom];
}

/** For each turn, the files that were in the conversation by then: its answer may repeat any of them. */
function seenByTurn(turns: readonly ChatTurn[]): readonly (readonly FileSource[])[] {
  const seen = new Map<string, FileSource>();
  const counts = turns.map((turn) => {
    for (const source of turnFiles(turn)) seen.set(JSON.stringify(source), source);
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
): { readonly kept: readonly ChatTurn[]; readonly isCut: boolean } {
  const last = turns.length - 1;
  const first = seen.findIndex((files, index) => index < last && files.some(withheld));
  if (first === -1) return { kept: turns, isCut: false };
  return { kept: [...turns.slice(0, first), ...turns.slice(last)], isCut: true };
}

const estimates = new WeakMap<ChatTurn, number>();

/** An estimate of a turn's tokens, made once for each: turns are counted again and again while a conversation grows. */
function turnTokens(turn: ChatTurn): number {
  const known = estimates.get(turn);
  if (known !== undefined) return known;
  const files = turn.attachments.map(
    (attachment) => attachmentTokens(attachment) + partsTokens(attachmentFrame(attachment)),
  );
  const words = [turn.instruction ?? "", turn.question, turn.answer].map(estimateTokens);
  const tokens = [...files, ...words].reduce((sum, more) => sum + more, 0);
  estimates.set(turn, tokens);
  return tokens;
}

function partsTokens(parts: readonly Part[]): number {
  return estimateTokens(parts.map(({ text }) => text).join(""));
}

/** What of a conversation goes along, and how much room it takes. */
type Fitted = {
  readonly kept: readonly ChatTurn[];
  /** For each kept turn, the files its answer was made from. */
  readonly seen: readonly (readonly FileSource[])[];
  /** Whether turns are left out because they saw a file that may not go along. */
  readonly isCut: boolean;
  readonly tokens: number;
  readonly dropped: number;
};

function fit(
  turns: readonly ChatTurn[],
  contextTokens: number,
  withheld: (source: FileSource) => boolean,
  rules: readonly Attachment[],
): Fitted {
  const answered = turns.filter(({ answer }, index) => index === turns.length - 1 || answer.trim() !== "");
  const seen = seenByTurn(answered);
  const { kept: sent, isCut } = withoutWithheld(answered, seen, withheld);
  const budgetTokens = contextTokens * (1 - answerShare);
  const fixed = [instructions, ...(isCut ? [note.text] : [])].map(estimateTokens);
  let tokens = [...fixed, ...rules.map(attachmentTokens)].reduce((sum, more) => sum + more, 0);
  let first = sent.length;
  for (const turn of sent.toReversed()) {
    const more = tokens + turnTokens(turn);
    if (first < sent.length && more > budgetTokens) break;
    tokens = more;
    first -= 1;
  }
  const kept = sent.slice(first);
  return {
    kept,
    seen: kept.map((turn) => seen[answered.indexOf(turn)] ?? []),
    isCut,
    tokens,
    dropped: first,
  };
}

/** How much room the next question takes with all that goes along, before a word of it is written. */
export type ChatRoom = {
  /** Estimated tokens. */
  readonly tokens: number;
  /** Earlier turns that are left out because there is no room for them. */
  readonly dropped: number;
};

/** Measures what {@link chatDraft} would put together for a model that can read so many tokens. */
export function chatRoom(
  turns: readonly ChatTurn[],
  contextTokens: number,
  withheld: (source: FileSource) => boolean,
  rules: readonly Attachment[] = [],
): ChatRoom {
  const { tokens, dropped } = fit(turns, contextTokens, withheld, rules);
  return { tokens, dropped };
}

/**
 * A conversation as a draft, the question last. Earlier questions without an answer are left out: they were refused, kept
 * back or stopped, and are not asked by the next one. `withheld` says which files may not go on the route: earlier turns
 * that used one, or were answered after one was seen, are left out, and a note before the question says so. When it does
 * not fit the route's context, whole earlier turns are left out, oldest first; the question itself is never cut. An answer
 * that stays still names the files of turns that do not. `rules` are the project's own: they follow Drawbridge's words.
 */
export function chatDraft(
  turns: readonly ChatTurn[],
  route: Route,
  withheld: (source: FileSource) => boolean,
  rules: readonly Attachment[] = [],
): Draft {
  const system: Message = {
    role: "system",
    parts: [{ text: instructions, source: own }, ...ruleParts(rules)],
  };
  const { kept, seen, isCut } = fit(turns, route.contextTokens, withheld, rules);
  const messages = kept.flatMap((turn, index) =>
    turnMessages(turn, seen[index] ?? [], isCut && index === kept.length - 1 ? [note] : []),
  );
  return makeDraft({ task: "chat", messages: [system, ...messages], stop: [] });
}
