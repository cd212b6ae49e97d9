import { explain, type Names } from "../sending/explain.ts";
import type { SendEvent, SendFailure, Spoken } from "../sending/sendEvent.ts";
import type { StoredAnswer } from "./conversation.ts";

/** How far an answer is. */
export type Progress = { readonly answer: StoredAnswer };

/** An answer being followed: what there is so far, and its end. */
export type Following = { readonly progress: () => Progress; readonly done: Promise<StoredAnswer> };

type Options = {
  readonly clock: () => number;
  /** Called after each event, with what the answer or its thinking grew by. */
  readonly onProgress: (spoken: Spoken | undefined) => void;
  /** Called when the user left files out of the question, with their URIs. */
  readonly onRemoved: (uris: readonly string[]) => void;
};

/** Failures that are the gate's word or the user's own: nothing broke. */
const refusals: ReadonlySet<SendFailure["kind"]> = new Set([
  "modeForbids",
  "destinationBlocked",
  "needsConfirmation",
  "needsConsent",
  "secretFound",
  "sourceExcluded",
  "declined",
  "paused",
  "modelUnknown",
]);

/** Gathers what a send brings into an answer that can be kept, whatever becomes of it. */
export function followAnswer(
  events: AsyncIterable<SendEvent>,
  { clock, onProgress, onRemoved }: Options,
): Following {
  // From sending: what a person took to confirm or review is no part of it.
  let sentMs = clock();
  let answer: StoredAnswer = { text: "", outcome: "interrupted", provider: "", model: "" };
  let server: Pick<Names, "server" | "url"> = { server: "The server" };
  const take = (event: SendEvent): void => {
    switch (event.kind) {
      case "routed":
        server = { server: event.route.provider.label, url: event.route.provider.url };
        answer = { ...answer, provider: event.route.provider.id, model: event.route.model };
        break;
      case "removed":
        onRemoved(event.uris);
        break;
      case "opened":
        sentMs = clock() - event.firstByteMs;
        answer = { ...answer, destination: event.destination, record: event.record };
        break;
      case "text":
      case "thinking":
        answer = grown(answer, event, clock() - sentMs);
        break;
      case "end":
        answer = {
          ...answer,
          outcome: "done",
          usage: event.usage,
          ...(event.reason === "length" && { reachedLimit: true }),
        };
        break;
      case "failed":
        answer = { ...answer, ...failedAnswer(event.failure, { ...server, model: answer.model }) };
    }
  };
  const follow = async (): Promise<StoredAnswer> => {
    for await (const event of events) {
      take(event);
      onProgress("text" in event ? event : undefined);
    }
    return answer;
  };
  return { progress: () => ({ answer }), done: follow() };
}

/** Whether the model has said anything yet, if only to itself. */
export function hasBegun({ text, thinking }: StoredAnswer): boolean {
  return text !== "" || thinking !== undefined;
}

function grown(answer: StoredAnswer, { kind, text }: Spoken, afterMs: number): StoredAnswer {
  const first = hasBegun(answer) ? {} : { firstTokenMs: Math.round(afterMs) };
  return { ...answer, ...first, [kind]: (answer[kind] ?? "") + text };
}

function failedAnswer(
  failure: SendFailure,
  names: Names,
): Pick<StoredAnswer, "outcome"> & Partial<StoredAnswer> {
  if (failure.kind === "stopped") return { outcome: "stopped" };
  const problem = explain(failure, names);
  const excluded = failure.kind === "sourceExcluded" ? { excluded: failure.source.uri } : {};
  if (!refusals.has(failure.kind)) return { outcome: "failed", problem };
  return {
    ...excluded,
    outcome: "refused",
    problem: { ...problem, sentence: `${problem.sentence} Nothing was sent.` },
  };
}
