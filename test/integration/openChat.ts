/** The chat session without its view: what the view would show, and what the store was told. */
import { err } from "../../src/base/result.ts";
import { ChatSession } from "../../src/chat/chatSession.ts";
import type { ConversationEvent, StoredAnswer } from "../../src/chat/conversation.ts";
import { readConversation } from "../../src/chat/conversationFile.ts";
import type { ConversationStore } from "../../src/chat/conversationStore.ts";
import type { ChatViewState, ToView } from "../../src/protocol/messages.ts";
import type { ChatEditor } from "../../src/chat/chatPorts.ts";
import type { Headless } from "../support/headless.ts";
import { editorWith, noInstructions, noMentions, noReviews } from "../support/noRules.ts";

/** An open chat. */
export type Chat = {
  readonly session: ChatSession;
  /** Everything the store was told, with the conversation it belongs to. */
  readonly stored: readonly { readonly id: string; readonly event: ConversationEvent }[];
  /** The answers the store was told, in order. */
  readonly answers: () => readonly StoredAnswer[];
  /** Resolves with the first state, now or later, that fulfils the predicate. */
  readonly until: (predicate: (state: ChatViewState) => boolean) => Promise<ChatViewState>;
};

/**
 * Opens a chat on a headless Drawbridge, beside an editor with nothing open unless it is said; `onDisk` is the file of the
 * conversation before, for `restore`.
 */
export function openChat(
  bridge: Headless,
  editor: Partial<ChatEditor> = {},
  onDisk = "",
  instructions = noInstructions,
): Chat {
  const stored: { readonly id: string; readonly event: ConversationEvent }[] = [];
  const read = readConversation(onDisk);
  const store: ConversationStore = {
    latest: () => Promise.resolve(read.ok ? read.value : undefined),
    open: () => Promise.resolve(err("gone")),
    begin: () => undefined,
    news: () => Promise.resolve(),
    append: (id, event) => void stored.push({ id, event }),
    grow: () => undefined,
  };
  let ids = 0;
  const session = new ChatSession({
    sending: bridge.sending,
    store,
    editor: { ...editorWith(), ...editor },
    known: (provider) => bridge.servers.known(provider),
    newId: () => `id${(ids += 1)}`,
    now: () => "2026-01-31T12:00:00.000Z",
    clock: bridge.parts.clock,
    mentions: noMentions,
    ...instructions,
    reviews: noReviews,
    nextFrame: soon,
  });
  return {
    session,
    stored,
    answers: () => stored.flatMap(({ event }) => (event.type === "answered" ? [event.answer] : [])),
    until: watch(session),
  };
}

/** The text of the last answer in a state. */
export function lastText({ turns }: ChatViewState): string {
  return turns.at(-1)?.answer.text ?? "";
}

/** A frame that comes as soon as what runs now has ended. */
function soon(callback: () => void): { dispose: () => void } {
  let isCancelled = false;
  queueMicrotask(() => {
    if (!isCancelled) callback();
  });
  return {
    dispose: () => {
      isCancelled = true;
    },
  };
}

/** Follows the messages as the view does: a delta adds to the answer it names. */
function watch(session: ChatSession): Chat["until"] {
  let shown: ChatViewState | undefined;
  let waiting: ((state: ChatViewState) => boolean)[] = [];
  session.onDidChange((message) => {
    const next = after(shown, message);
    if (next === undefined) return;
    shown = next;
    waiting = waiting.filter((isDone) => !isDone(next));
  });
  return (predicate) =>
    new Promise((resolve) => {
      const isDone = (state: ChatViewState): boolean => {
        const fulfils = predicate(state);
        if (fulfils) resolve(state);
        return fulfils;
      };
      if (shown === undefined || !isDone(shown)) waiting.push(isDone);
    });
}

function after(shown: ChatViewState | undefined, message: ToView): ChatViewState | undefined {
  if (message.type === "state") return message.state;
  if (message.type === "composer" && shown !== undefined) return { ...shown, ...message.part };
  if (message.type !== "delta" || shown === undefined) return undefined;
  return {
    ...shown,
    turns: shown.turns.map((turn) =>
      turn.id === message.turn
        ? {
            ...turn,
            answer: { ...turn.answer, [message.kind]: (turn.answer[message.kind] ?? "") + message.text },
          }
        : turn,
    ),
  };
}
