import type { Event } from "../base/event.ts";
import type { Result } from "../base/result.ts";
import type { CompletionEvent } from "./completionEvent.ts";
import type { Snooze } from "./snooze.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";

/** What was measured of the model that completes now; what is absent was not measured yet. */
export type CompletionFigures = {
  /** The median time from sending to the first text, in milliseconds. */
  readonly firstTextMs?: number;
  /** The median of prompt tokens that the server had to process anew. */
  readonly evaluatedTokens?: number;
  /** How long the server has been at a request without a word, in milliseconds; absent: it is at none. */
  readonly silentMs?: number;
};

/** What came of a request, and the document that it was made for. */
export type LastOutcome = { readonly uri: string; readonly outcome: Result<Suggestion, NoSuggestion> };

/** What a person can see of completion and set about it, as the engine gives it. */
export type CompletionDesk = {
  /** What came of the last request that was not given up; `undefined` before the first, and once that has changed. */
  readonly last: () => LastOutcome | undefined;
  readonly snooze: Snooze;
  readonly figures: () => CompletionFigures;
  readonly onDidHappen: Event<CompletionEvent>;
};
