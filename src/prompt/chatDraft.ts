import type { Attachment } from "../context/attachment.ts";
import { attachmentTokens } from "../context/attachmentTokens.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import { fileOf, sourceLabel, type AttachedSource, type FileSource, type Source } from "../terms/source.ts";
import type { Draft, Message, Part } from "./draft.ts";
import { makeDraft } from "./makeDraft.ts";

/** One earlier or current turn, as much as a draft needs of it. */
export type ChatTurn = {
  readonly question: string;
  readonly attachments: readonly Attachment[];
  /** The answer so far; empty for the turn that is being asked, unless its answer is to go on. */
  readonly answer: string;
  /** What the answer was made from that is no longer beside the question. */
  readonly answeredFrom?: readonly AttachedSource[];
};

const instructions =
  "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

/** Share of the context kept free for the answer. */
const answerShare = 0.25;

/** What stands before and after an attached text or picture. */
function attachmentFrame({ source, languageId, picture }: Attachment): readonly [before: Part, after: Part] {
  if (picture !== undefined)
    return [
      { text: `${sourceLabel(source)}\n`, source },
      { text: "\n", source },
    ];
  return [
    { text: `${sourceLabel(source)}\n\`\`\`${languageId}\n`, source },
    { text: "\n```\n\n", source },
  ];
}

/** The attached text is a part by itself: its lines can be counted from the source's first one. */
function attachmentParts(attachment: Attachment): readonly Part[] {
  const { source, text, picture } = attachment;
  const [before, after] = attachmentFrame(attachment);
  return [before, { text, source, ...(picture && { picture }) }, after];
}

/** What stands in the conversation instead of the turns that may not go along. It names no file: a name can tell a lot. */
const note: Part = {
  text: "[Left out: a part of the conversation before this, which used files that may not go to this model.]\n\n",
  source: own,
};

function turnMessages(
  turn: ChatTurn,
  seen: readonly AttachedSource[],
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

/** Everything that a turn's question or its answer holds. */
function turnSources({ attachments, answeredFrom = [] }: ChatTurn): readonly AttachedSource[] {
  return [...attachments.map(({ source }) => source), ...answeredFrom];
}

/** Every file that a turn's question or its answer holds. */
export function turnFiles(turn: ChatTurn): readonly FileSource[] {
  return turnSources(turn).flatMap((source) => fileOf(source) ?? []);
}

/** For each turn, what was in the conversation by then: its answer may repeat any of it. */
function seenByTurn(turns: readonly ChatTurn[]): readonly (readonly AttachedSource[])[] {
  const seen = new Map<string, AttachedSource>();
  const counts = turns.map((turn) => {
    for (const source of turnSources(turn)) seen.set(JSON.stringify(source), source);
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
  seen: readonly (readonly AttachedSource[])[],
  withheld: (source: FileSource) => boolean,
): { readonly kept: readonly ChatTurn[]; readonly isCut: boolean } {
  const last = turns.length - 1;
  const isWithheld = (source: AttachedSource): boolean => {
    const file = fileOf(source);
    return file !== undefined && withheld(file);
  };
  const first = seen.findIndex((sources, index) => index < last && sources.some(isWithheld));
  if (first === -1) return { kept: turns, isCut: false };
  return { kept: [...turns.slice(0, first), ...turns.slice(last)], isCut: true };
}

/** How a model that begins a new answer by itself is asked to go on with the last one. */
const goOnWords =
  "Your answer was cut off. Go on exactly where it stopped, in the middle of a word or of code if need be. Repeat nothing of it, and say nothing about this.";

/**
 * What makes a model go on with the last answer, when there is one. Ollama continues a conversation that ends with an answer;
 * the other wire formats promise no such thing, and some models of theirs refuse it.
 */
function goOn(last: ChatTurn | undefined, { provider }: Route): readonly Message[] {
  if (last === undefined || last.answer === "" || provider.kind === "ollama") return [];
  return [{ role: "user", parts: [{ text: goOnWords, source: own }] }];
}

const estimates = new WeakMap<ChatTurn, number>();

/** An estimate of a turn's tokens, made once for each: turns are counted again and again while a conversation grows. */
function turnTokens(turn: ChatTurn): number {
  const known = estimates.get(turn);
  if (known !== undefined) return known;
  const files = turn.attachments.map(
    (attachment) => attachmentTokens(attachment) + partsTokens(attachmentFrame(attachment)),
  );
  const tokens = [...files, estimateTokens(turn.question), estimateTokens(turn.answer)].reduce(
    (sum, more) => sum + more,
    0,
  );
  estimates.set(turn, tokens);
  return tokens;
}

function partsTokens(parts: readonly Part[]): number {
  return estimateTokens(parts.map(({ text }) => text).join(""));
}

/** What of a conversation goes along, and how much room it takes. */
type Fitted = {
  readonly kept: readonly ChatTurn[];
  /** For each kept turn, what its answer was made from. */
  readonly seen: readonly (readonly AttachedSource[])[];
  /** Whether turns are left out because they saw a file that may not go along. */
  readonly isCut: boolean;
  readonly tokens: number;
  readonly dropped: number;
};

function fit(
  turns: readonly ChatTurn[],
  contextTokens: number,
  withheld: (source: FileSource) => boolean,
): Fitted {
  const answered = turns.filter(({ answer }, index) => index === turns.length - 1 || answer.trim() !== "");
  const seen = seenByTurn(answered);
  const { kept: sent, isCut } = withoutWithheld(answered, seen, withheld);
  const budgetTokens = contextTokens * (1 - answerShare);
  let tokens = estimateTokens(instructions) + (isCut ? estimateTokens(note.text) : 0);
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
): ChatRoom {
  const { tokens, dropped } = fit(turns, contextTokens, withheld);
  return { tokens, dropped };
}

/**
 * A conversation as a draft, the question last. Earlier questions without an answer are left out: they were refused, kept
 * back or stopped, and are not asked by the next one. `withheld` says which files may not go on the route: earlier turns
 * that used one, or were answered after one was seen, are left out, and a note before the question says so. When it does
 * not fit the route's context, whole earlier turns are left out, oldest first; the question itself is never cut. An answer
 * that stays still names the files of turns that do not.
 */
export function chatDraft(
  turns: readonly ChatTurn[],
  route: Route,
  withheld: (source: FileSource) => boolean,
): Draft {
  const system: Message = { role: "system", parts: [{ text: instructions, source: own }] };
  const { kept, seen, isCut } = fit(turns, route.contextTokens, withheld);
  const messages = kept.flatMap((turn, index) =>
    turnMessages(turn, seen[index] ?? [], isCut && index === kept.length - 1 ? [note] : []),
  );
  return makeDraft({ task: "chat", messages: [system, ...messages, ...goOn(turns.at(-1), route)], stop: [] });
}
