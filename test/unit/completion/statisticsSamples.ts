/** Events as the engine tells them; a test names only what it is about. */
import type { CompletionEvent, Subject } from "../../../src/completion/completionEvent.ts";
import { countEvent, type Statistics } from "../../../src/completion/statistics.ts";

type Of<K extends CompletionEvent["kind"]> = Partial<Extract<CompletionEvent, { kind: K }>>;

const subject: Subject = { model: "qwen2.5-coder:1.5b", languageId: "typescript" };

/** A request of which everything is known. */
export function answered(changes: Of<"answered"> = {}): CompletionEvent {
  const tokens = { promptTokens: 400, evaluatedTokens: 8 };
  return { kind: "answered", ...subject, aborted: false, firstTextMs: 120, ...tokens, ...changes };
}

/** A suggestion that was seen. */
export function shown(changes: Of<"shown"> = {}): CompletionEvent {
  const facts = { id: "1", characters: 10, withoutRequest: false, afterMs: 240 };
  return { kind: "shown", ...subject, ...facts, ...changes };
}

/** A whole suggestion that was taken. */
export function accepted(changes: Of<"accepted"> = {}): CompletionEvent {
  return { kind: "accepted", ...subject, id: "1", characters: 10, all: true, how: "taken", ...changes };
}

/** One that nobody wanted. */
export function ignored(changes: Of<"ignored"> = {}): CompletionEvent {
  return { kind: "ignored", ...subject, id: "1", characters: 10, ...changes };
}

/** What was left of one. */
export function kept(share: number, changes: Of<"kept"> = {}): CompletionEvent {
  return { kind: "kept", ...subject, id: "1", share, ...changes };
}

/** The statistics of some events. */
export function statisticsOf(...events: readonly CompletionEvent[]): Statistics {
  return events.reduce<Statistics>(countEvent, []);
}
