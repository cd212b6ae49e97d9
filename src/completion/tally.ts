import type { CompletionEvent, Subject } from "./completionEvent.ts";
import { addLatency, mergeLatencies, type Latencies } from "./latencies.ts";

/** What a tally counts. */
export const counters = [
  "requests",
  /** Requests that were given up. */
  "aborted",
  "shown",
  /** Of what was shown: what no request was made for. */
  "withoutRequest",
  /** Suggestions of which anything was accepted. */
  "accepted",
  /** Characters of suggestions that were accepted. */
  "characters",
  /** How often it was looked whether what was accepted still stands, and the sum of the shares (0 to 1) that did. */
  "looks",
  "kept",
  /** Requests of which it is known what the server did with the prompt, and the tokens of those. */
  "measured",
  "promptTokens",
  "evaluatedTokens",
] as const;

/** What became of completion with one model in one language. Numbers only: no text, no name of a file. */
export type Tally = Subject & {
  readonly [C in (typeof counters)[number]]: number;
} & {
  /** From sending a request to its first text. */
  readonly firstText: Latencies;
  /** From a keystroke to the suggestion that answers it. */
  readonly wait: Latencies;
};

/** A tally of nothing. */
export function emptyTally({ model, languageId }: Subject): Tally {
  const zeros = Object.fromEntries(counters.map((counter) => [counter, 0]));
  return {
    model,
    languageId,
    ...(zeros as { [C in (typeof counters)[number]]: number }),
    firstText: [],
    wait: [],
  };
}

/** Both together. */
export function mergeTallies(one: Tally, other: Tally): Tally {
  const sums = Object.fromEntries(counters.map((counter) => [counter, one[counter] + other[counter]]));
  return {
    ...one,
    ...sums,
    firstText: mergeLatencies(one.firstText, other.firstText),
    wait: mergeLatencies(one.wait, other.wait),
  };
}

/** A tally with one more event. */
export function addEvent(tally: Tally, event: CompletionEvent): Tally {
  switch (event.kind) {
    case "answered":
      return addAnswer(tally, event);
    case "shown":
      return {
        ...tally,
        shown: tally.shown + 1,
        withoutRequest: tally.withoutRequest + (event.withoutRequest ? 1 : 0),
        wait: addLatency(tally.wait, event.afterMs),
      };
    case "accepted":
      return {
        ...tally,
        accepted: tally.accepted + 1,
        characters: tally.characters + event.characters,
      };
    case "ignored":
      // What was shown and not accepted.
      return tally;
    case "kept":
      return { ...tally, looks: tally.looks + 1, kept: tally.kept + event.share };
  }
}

function addAnswer(tally: Tally, event: Extract<CompletionEvent, { kind: "answered" }>): Tally {
  const { aborted, firstTextMs, promptTokens, evaluatedTokens } = event;
  const counted = { ...tally, requests: tally.requests + 1, aborted: tally.aborted + (aborted ? 1 : 0) };
  const timed =
    firstTextMs === undefined
      ? counted
      : { ...counted, firstText: addLatency(counted.firstText, firstTextMs) };
  if (promptTokens === undefined || evaluatedTokens === undefined) return timed;
  return {
    ...timed,
    measured: timed.measured + 1,
    promptTokens: timed.promptTokens + promptTokens,
    evaluatedTokens: timed.evaluatedTokens + evaluatedTokens,
  };
}
