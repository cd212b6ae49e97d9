import { estimateTokens } from "../context/estimateTokens.ts";
import type { Route } from "../routing/route.ts";
import type { AttachedSource, FileSource, Source } from "../terms/source.ts";
import { turnFiles, turnSources, type ChatTurn } from "./chatTurn.ts";
import { chatWindow, formAt, type ChatWindow } from "./chatWindow.ts";
import { messageText, type Draft, type Message, type Part } from "./draft.ts";
import { leftOutParts, type LeftOut } from "./leftOutParts.ts";
import { makeDraft } from "./makeDraft.ts";
import { answerText, askedParts, partsTokens, type TurnForm } from "./turnForms.ts";

const instructions =
  "You are a coding assistant inside an editor. Answer briefly and precisely. Put code into fenced blocks that name their language.";

/** The source of Drawbridge's own words. */
const own: Source = { kind: "instructions" };

/** Share of the context kept free for the answer. */
const answerShare = 0.25;

/** What stands in the conversation instead of the turns that may not go along. It names no file: a name can tell a lot. */
const note: Part = {
  text: "[Left out: a part of the conversation before this, which used files that may not go to this model.]\n\n",
  source: own,
};

/** What may go with a conversation besides its turns. */
export type ChatExtras = {
  /** Rules to follow, behind Drawbridge's own words; each part names where it came from. */
  readonly rules?: readonly Part[];
};

type ModelRoom = Pick<Route, "contextTokens" | "tokenFactor" | "roomShare">;
type Withheld = (source: FileSource) => boolean;

/** An answer inherits every source it was made from: empty parts carry them without changing the text. */
function inherited(seen: readonly AttachedSource[]): readonly Part[] {
  return seen.map((source): Part => ({ text: "", source }));
}

function turnMessages(turn: ChatTurn, form: TurnForm, framed: Framed): readonly Message[] {
  const asked: Message = { role: "user", parts: [...framed.before, ...askedParts(turn, form)] };
  if (turn.answer === "") return [asked];
  const said: Part = { text: answerText(turn, form), source: { kind: "answer" } };
  return [asked, { role: "assistant", parts: [said, ...inherited(framed.seen)] }];
}

/** What stands before a turn's question, and what was in the conversation by its answer. */
type Framed = { readonly before: readonly Part[]; readonly seen: readonly AttachedSource[] };

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

/** A turn with what was in the conversation by its answer. */
type SeenTurn = { readonly turn: ChatTurn; readonly seen: readonly AttachedSource[] };

/**
 * The turns that may go along. From the first one on that saw a withheld file, every answer may repeat it; of the last
 * turn nothing is ever left out, so that the gate decides about it.
 */
function withoutWithheld(
  turns: readonly SeenTurn[],
  withheld: Withheld,
): { readonly kept: readonly SeenTurn[]; readonly isCut: boolean } {
  const last = turns.length - 1;
  // What a turn saw of the turns before it was looked at with those.
  const first = turns.findIndex(({ turn }, index) => index < last && turnFiles(turn).some(withheld));
  if (first === -1) return { kept: turns, isCut: false };
  return { kept: [...turns.slice(0, first), ...turns.slice(last)], isCut: true };
}

/** The summary that stands for the earliest turns, as parts with every source of what it summarises. */
function summaryParts({ turn, seen }: SeenTurn): readonly Part[] {
  const text = `[A summary of the conversation before this:]\n${turn.summary ?? ""}\n\n`;
  return [{ text, source: { kind: "answer" } }, ...inherited(seen)];
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

/** What of a conversation goes along, and how much room it takes. */
type Fitted = {
  readonly turns: readonly SeenTurn[];
  /** Of `turns`, how many a summary stands for. */
  readonly summarised: number;
  /** Of the turns behind those, which go along in which form. */
  readonly window: ChatWindow;
  /** What stands before the first question that goes along, and before the one that is asked. */
  readonly summary: readonly Part[];
  readonly notes: readonly Part[];
  /** Estimated tokens of all of it. */
  readonly tokens: number;
};

function fit(
  turns: readonly ChatTurn[],
  room: ModelRoom,
  withheld: Withheld,
  system: readonly Part[],
): Fitted {
  const answered = turns.filter(({ answer }, index) => index === turns.length - 1 || answer.trim() !== "");
  const seen = seenByTurn(answered);
  const all = answered.map((turn, index): SeenTurn => ({ turn, seen: seen[index] ?? [] }));
  const { kept, isCut } = withoutWithheld(all, withheld);
  // The one that is asked is no part of a summary: it would not be asked.
  const summarised = kept.slice(0, -1).findLastIndex(({ turn }) => turn.summary !== undefined) + 1;
  const last = kept[summarised - 1];
  const summary = last === undefined ? [] : summaryParts(last);
  const notes = isCut ? [note] : [];
  const fixed = partsTokens(system) + partsTokens(summary) + partsTokens(notes);
  const { window, tokens } = chatWindow(
    kept.slice(summarised).map(({ turn }) => turn),
    promptTokens(room) - fixed,
  );
  return { turns: kept, summarised, window, summary, notes, tokens: fixed + tokens };
}

/** Estimated tokens that a prompt may have. */
function promptTokens({ contextTokens, tokenFactor = 1, roomShare = 1 }: ModelRoom): number {
  return (contextTokens * (1 - answerShare) * roomShare) / tokenFactor;
}

/**
 * Estimated tokens that are free beside a question and what stands beside it already, which never give way; below 0 when they
 * have no room themselves.
 */
export function roomBeside(question: ChatTurn, room: ModelRoom, extras: ChatExtras = {}): number {
  return promptTokens(room) - fit([question], room, () => false, systemParts(extras)).tokens;
}

/** How much room the next question takes with all that goes along, before a word of it is written. */
export type ChatRoom = {
  /** Tokens as the model counts them, as far as that is known. */
  readonly tokens: number;
  /** Earlier turns that are left out because there is no room for them. */
  readonly dropped: number;
  /** The latest of these. */
  readonly lastDropped?: ChatTurn;
  /** Everything that is left out because there is no room for it, in the order of the conversation. */
  readonly leftOut: readonly LeftOut[];
  /** The turns of which everything goes along. */
  readonly whole: ReadonlySet<ChatTurn>;
};

/** Measures what {@link chatDraft} would put together for a model. */
export function chatRoom(
  turns: readonly ChatTurn[],
  room: ModelRoom,
  withheld: Withheld,
  extras: ChatExtras = {},
): ChatRoom {
  const fitted = fit(turns, room, withheld, systemParts(extras));
  const behind = fitted.turns.slice(fitted.summarised);
  const last = behind[fitted.window.gone - 1];
  return {
    tokens: Math.round(fitted.tokens * (room.tokenFactor ?? 1)),
    dropped: fitted.window.gone,
    ...(last && { lastDropped: last.turn }),
    leftOut: behind.flatMap(({ turn }, index) => leftOutParts(turn, formAt(fitted.window, index))),
    whole: new Set(
      behind.map(({ turn }) => turn).filter((_, index) => formAt(fitted.window, index) === "whole"),
    ),
  };
}

function systemParts({ rules = [] }: ChatExtras): readonly Part[] {
  return [{ text: instructions, source: own }, ...rules];
}

/**
 * A conversation as a draft, the question last. Earlier questions without an answer are left out: they were refused, kept
 * back or stopped, and are not asked by the next one. `withheld` says which files may not go on the route: earlier turns
 * that used one, or were answered after one was seen, are left out, and a note before the question says so; a summary of
 * one of them counts no more. When it does not fit the route's context, parts give way in the order of
 * docs/chat-context.md; the question and what is beside it never do. An answer that stays still names the files of turns
 * that do not, and so does a summary.
 */
export function chatDraft(
  turns: readonly ChatTurn[],
  route: Route,
  withheld: Withheld,
  extras: ChatExtras = {},
): Draft {
  const system = systemParts(extras);
  const { turns: kept, summarised, window, summary, notes } = fit(turns, route, withheld, system);
  const messages = kept.slice(summarised).flatMap(({ turn, seen }, index, { length }) => {
    const form = formAt(window, index);
    const before = [...(index === window.gone ? summary : []), ...(index === length - 1 ? notes : [])];
    return form === undefined ? [] : turnMessages(turn, form, { before, seen });
  });
  return makeDraft({
    task: "chat",
    messages: [{ role: "system", parts: system }, ...messages, ...goOn(turns.at(-1), route)],
    stop: [],
  });
}

/** Whether a draft holds more of a conversation than the question that is asked. */
export function isConversation({ task, messages }: Draft): boolean {
  return task === "chat" && messages.some(({ role }) => role === "assistant");
}

/**
 * An estimate of the tokens of a draft's text, to be held against what a server counts; `undefined` when there is a picture in
 * it, which counts in each model's own way.
 */
export function draftTokens({ messages }: Draft): number | undefined {
  const parts = messages.flatMap((message) => message.parts);
  if (parts.some(({ picture }) => picture !== undefined)) return undefined;
  return messages.reduce((sum, message) => sum + estimateTokens(messageText(message)), 0);
}
