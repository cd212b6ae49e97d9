import type { Route } from "../routing/route.ts";
import { explain, type Names } from "../sending/explain.ts";
import type { SendEvent, SendFailure, Spoken } from "../sending/sendEvent.ts";
import { presetOf } from "../settings/providerPresets.ts";
import type { RuleUse, StoredAnswer } from "./conversation.ts";
import { say } from "../terms/words.ts";

/** What is waited for before the first word, and since when, in milliseconds of the clock. */
export type Waiting = { readonly for: "code" | "load" | "word"; readonly sinceMs: number };

/** How far an answer is. */
export type Progress = { readonly answer: StoredAnswer; readonly waiting?: Waiting };

/** An answer being followed: what there is so far, and its end. */
export type Following = { readonly progress: () => Progress; readonly done: Promise<StoredAnswer> };

/** What an answer has said. */
export type Said = Pick<StoredAnswer, "text" | "thinking">;

type Options = {
  /** What the answer has said already, when it goes on. */
  readonly begun?: Said;
  /** Whether code is found for the question before anything else happens. */
  readonly findsCode?: boolean;
  readonly clock: () => number;
  /** Called after each event, with what the answer or its thinking grew by. */
  readonly onProgress: (spoken: Spoken | undefined) => void;
  /** Called when the user left files out of the question, with their URIs. */
  readonly onRemoved: (uris: readonly string[]) => void;
  /** Files of rules that it is made with. */
  readonly ruledBy?: readonly RuleUse[];
};

/** Failures that are the gate's word or the user's own: nothing broke. */
const refusals: ReadonlySet<SendFailure["kind"]> = new Set([
  "modeForbids",
  "destinationBlocked",
  "needsConfirmation",
  "needsConsent",
  "secretFound",
  "sourceExcluded",
  "cannotSee",
  "declined",
  "paused",
  "modelUnknown",
  "fartherThanShown",
]);

const nothingYet: StoredAnswer = { text: "", outcome: "interrupted", provider: "", model: "" };

/** Nothing is said before the first word. */
export const nothingSaid: Said = { text: "" };

/** Gathers what a send brings into an answer that can be kept, whatever becomes of it. */
export function followAnswer(
  events: AsyncIterable<SendEvent>,
  { begun = nothingSaid, findsCode, clock, onProgress, onRemoved, ruledBy = [] }: Options,
): Following {
  let progress: Progress = {
    answer: { ...nothingYet, ...begun },
    ...(findsCode && { waiting: { for: "code", sinceMs: clock() } }),
  };
  const book = { clock, onRemoved, sentMs: clock(), server: { server: say("The server") } };
  const follow = async (): Promise<StoredAnswer> => {
    for await (const event of events) {
      progress = take(event, progress, book);
      onProgress("text" in event ? event : undefined);
    }
    return ruled(progress.answer, ruledBy);
  };
  return {
    progress: () => ({ ...progress, answer: ruled(progress.answer, ruledBy) }),
    done: follow(),
  };
}

/** An answer with the rules that it may repeat. */
function ruled(answer: StoredAnswer, ruledBy: readonly RuleUse[]): StoredAnswer {
  return ruledBy.length === 0 || !hasBegun(answer) ? answer : { ...answer, ruledBy };
}

/** What is remembered from one event to the next, besides the answer. */
type Book = Pick<Options, "clock" | "onRemoved"> & {
  /** From sending: what a person took to confirm or review is no part of it. */
  sentMs: number;
  server: Pick<Names, "server" | "url">;
  /** Whether it is the user's own server, which may go on with a prompt that nobody waits for. */
  isOwnServer?: boolean;
  /** The model that another one stands in for, and what went wrong with it. */
  fellFrom?: { readonly provider: string; readonly model: string; readonly because: string };
};

type Kind = SendEvent["kind"];
type Event<K extends Kind> = Extract<SendEvent, { kind: K }>;

/** What each event makes of the answer. */
const steps: { readonly [K in Kind]: (event: Event<K>, progress: Progress, book: Book) => Progress } = {
  routed: ({ route }, { answer }, book) => ({ answer: routed(answer, route, book) }),
  removed: ({ uris }, progress, { onRemoved }) => {
    onRemoved(uris);
    return progress;
  },
  fellBack: ({ server: { id, label, url }, model, failure }, _progress, book) => {
    const because = explain(failure, { server: label, url, model }).sentence;
    book.fellFrom ??= { provider: id, model, because };
    return { answer: nothingYet };
  },
  sending: (_event, { answer }, book) => {
    book.sentMs = book.clock();
    return { answer, waiting: { for: "word", sinceMs: book.sentMs } };
  },
  loading: (_event, { answer }, { sentMs }) => ({ answer, waiting: { for: "load", sinceMs: sentMs } }),
  opened: ({ destination, record, firstByteMs }, { answer, ...rest }, book) => {
    book.sentMs = book.clock() - firstByteMs;
    return { ...rest, answer: { ...answer, destination, record } };
  },
  thinking: (event, { answer }, book) => ({ answer: grown(answer, event, book) }),
  text: (event, { answer }, book) => ({ answer: grown(answer, event, book) }),
  // No answer to a person.
  vectors: (_event, progress) => progress,
  end: (event, { answer }) => ({ answer: ended(answer, event) }),
  failed: (event, { answer, waiting }, book) => ({ answer: failed(answer, event, waiting, book) }),
};

function take<K extends Kind>(event: Event<K>, progress: Progress, book: Book): Progress {
  const step: (event: Event<K>, progress: Progress, book: Book) => Progress = steps[event.kind];
  return step(event, progress, book);
}

function routed(answer: StoredAnswer, { provider, model }: Route, book: Book): StoredAnswer {
  book.server = { server: provider.label, url: provider.url };
  book.isOwnServer = presetOf(provider.kind).key !== "required";
  // Routed again to where it failed: nobody answers instead.
  const isBack = provider.id === book.fellFrom?.provider && model === book.fellFrom.model;
  const instead =
    book.fellFrom && !isBack && `${book.fellFrom.because} ${say("This answer is from {0} instead.", model)}`;
  return {
    ...said(answer),
    outcome: answer.outcome,
    provider: provider.id,
    model,
    ...(typeof instead === "string" && { instead }),
  };
}

/** What an answer says, and nothing else of it. */
export function said({ text, thinking }: Said): Said {
  return { text, ...(thinking !== undefined && { thinking }) };
}

/** Whether the model has said anything yet, if only to itself. */
export function hasBegun({ text, thinking }: Said): boolean {
  return text !== "" || thinking !== undefined;
}

function grown(answer: StoredAnswer, { kind, text }: Spoken, { clock, sentMs }: Book): StoredAnswer {
  const first = hasBegun(answer) ? {} : { firstTokenMs: Math.round(clock() - sentMs) };
  return { ...answer, ...first, [kind]: (answer[kind] ?? "") + text };
}

function ended(answer: StoredAnswer, { usage, reason }: Extract<SendEvent, { kind: "end" }>): StoredAnswer {
  return { ...answer, outcome: "done", usage, ...(reason === "length" && { reachedLimit: true }) };
}

function failed(
  answer: StoredAnswer,
  { failure, alsoSentTo = [] }: Event<"failed">,
  waiting: Waiting | undefined,
  { server, isOwnServer }: Book,
): StoredAnswer {
  if (failure.kind === "stopped") {
    const mayGoOn = waiting !== undefined && isOwnServer === true;
    return { ...answer, outcome: "stopped", ...(mayGoOn && { leftPrompt: true }) };
  }
  const told = explain(failure, { ...server, model: answer.model });
  const others = alsoSentTo.map((label) => ` ${say("{0} got it instead, and failed too.", label)}`);
  const problem = { ...told, sentence: told.sentence + others.join("") };
  if (!refusals.has(failure.kind)) return { ...answer, outcome: "failed", problem };
  return {
    ...answer,
    ...(failure.kind === "sourceExcluded" && { excluded: failure.source.uri }),
    outcome: "refused",
    problem: { ...problem, sentence: `${problem.sentence} ${say("Nothing was sent.")}` },
  };
}
