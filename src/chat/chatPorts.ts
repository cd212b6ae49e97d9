import type { Attachment, ExcludedDocument } from "../context/attachment.ts";
import type { PathVerdict } from "../context/pathVerdict.ts";
import type { Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { SetUpView } from "../protocol/messages.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Outlook, Sending } from "../sending/send.ts";
import type { ConversationStore } from "./conversationStore.ts";
import type { Mentions } from "./mentions.ts";
import type { Prompts } from "./prompts.ts";
import type { Rules } from "./rules.ts";

/** The editor as chat sees it. */
export type ChatEditor = {
  /** The selection, or the whole active file when nothing is selected; `undefined` when there is neither. */
  readonly active: () => Attachment | undefined;
  /** The active document, when a path rule or its size keeps it from being read. */
  readonly excluded: () => ExcludedDocument | undefined;
  /** What the path rules are known to say about a document. */
  readonly verdict: (uri: string) => PathVerdict | undefined;
  /** Has them say something about it; then {@link verdict} knows. */
  readonly judge: (uri: string) => Promise<PathVerdict>;
};

/** The reviews that sends wait for, each known by the signal that its send was given. */
export type ChatReviews = {
  /** Whether the send waits for the person's answer in a review that is open. */
  readonly isAsking: (signal: AbortSignal) => boolean;
  /** Brings the review to the front. */
  readonly reveal: (signal: AbortSignal) => void;
  /** Fires when a send begins to wait, or waits no more. */
  readonly onDidChange: Event<undefined>;
};

/** Notices that the user wants to see no more, by what they are about. */
export type Dismissed = {
  readonly has: (subject: string) => boolean;
  readonly add: (subject: string) => unknown;
};

/** Says how the machine comes to have what an outlook lacks; `undefined` when nothing is missing that is known better. */
export type SetUpAdvice = (outlook: Outlook) => SetUpView | undefined;

/** What a chat session is built from. */
export type ChatParts = {
  readonly sending: Sending;
  readonly store: ConversationStore;
  readonly editor: ChatEditor;
  readonly mentions: Mentions;
  readonly rules: Rules;
  readonly prompts: Prompts;
  readonly reviews: ChatReviews;
  /** Absent: they are forgotten with the window. */
  readonly dismissed?: Dismissed;
  /** Whether the code of an answer, in Markdown, is for several files, or for one in several blocks; absent: nothing is applied. */
  readonly changesSeveral?: (markdown: string) => boolean;
  readonly known: (provider: ProviderConfig) => KnownServer;
  readonly newId: () => string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** Calls back once, about a frame later. */
  readonly nextFrame: (callback: () => void) => Disposable;
};
