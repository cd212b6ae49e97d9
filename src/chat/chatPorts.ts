import type { Attachment } from "../context/attachment.ts";
import type { Disposable } from "../base/disposable.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Sending } from "../sending/send.ts";
import type { ConversationStore } from "./conversationStore.ts";

/** The editor as chat sees it. */
export type ChatEditor = {
  /** The selection, or the whole active file when nothing is selected; `undefined` when there is neither. */
  active(this: void): Attachment | undefined;
};

/** What a chat session is built from. */
export type ChatParts = {
  readonly sending: Sending;
  readonly store: ConversationStore;
  readonly editor: ChatEditor;
  known(this: void, provider: ProviderConfig): KnownServer;
  newId(this: void): string;
  /** ISO 8601, UTC. */
  now(this: void): string;
  /** Milliseconds, monotonic. */
  clock(this: void): number;
  /** Calls back once, about a frame later. */
  nextFrame(this: void, callback: () => void): Disposable;
};
