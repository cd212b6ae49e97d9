import type { Attachment, ExcludedDocument } from "../context/attachment.ts";
import type { PathVerdict } from "../context/pathVerdict.ts";
import type { SetUpView, WaitingView } from "../protocol/messages.ts";
import type { ChatRoom } from "../prompt/chatDraft.ts";
import type { KnownServer } from "../routing/knownServer.ts";
import type { Outlook } from "../sending/send.ts";
import type { Dismissed } from "./chatPorts.ts";
import type { Conversation, StoredAnswer } from "./conversation.ts";
import type { RulesInForce } from "./rules.ts";

/** The answer that is being made. */
export type Running = {
  readonly turn: string;
  readonly answer: Pick<StoredAnswer, "text" | "thinking">;
  readonly model: string;
  readonly started: boolean;
  /** Whether it waits for the person in an open review. */
  readonly underReview: boolean;
  readonly waitingFor?: WaitingView;
};

/** Everything a view state is made from. */
export type ViewFacts = {
  readonly conversation: Conversation;
  readonly readOnly?: string;
  readonly running?: Running;
  /** Whether the code of an answer is for several files, or for one in several blocks. */
  readonly changesSeveral?: (markdown: string) => boolean;
  /** Set while what goes along with a question is read, before it stands in the conversation. */
  readonly preparing?: true;
  readonly chips: readonly Attachment[];
  /** Whether code is found for the next question when it is sent. */
  readonly findsCode?: boolean;
  readonly addable?: Attachment;
  /** The active document, when a path rule or its size keeps it out. */
  readonly excluded?: ExcludedDocument;
  /** The project's rules that go along with the next question. */
  readonly rules?: RulesInForce;
  /** What was left out of the context that was added last, as sentences. */
  readonly leftOut?: string;
  /** Notices that are told no more. */
  readonly dismissed: Pick<Dismissed, "has">;
  /** Whether earlier turns are being summarised, and why that failed. */
  readonly summaries: { readonly isRunning: boolean; readonly problem?: string | undefined };
  /** The room that the next question takes with all that goes along; while one is being answered, the room of that one. */
  readonly room: ChatRoom;
  /** What the path rules are known to say about a document. */
  readonly verdict: (uri: string) => PathVerdict | undefined;
  readonly outlook: Outlook;
  readonly server: KnownServer;
  /** How the machine comes to have what it lacks, where somebody looked at it. */
  readonly setUp?: SetUpView;
};
