import { percentile } from "../../support/percentile.ts";
import type { Digest } from "./digest.ts";

/** One figure of the replay: what it is of some sessions; `undefined` when they say nothing about it. */
export type Figure = {
  /** What it is, for who reads the table. */
  readonly says: string;
  readonly unit: string;
  readonly of: (sessions: readonly Digest[]) => number | undefined;
  /** What Drawbridge has to keep on the middling machine: at most, or at least, so much. */
  readonly budget?: { readonly most: number } | { readonly least: number };
};

type Pick = (session: Digest) => number;
type PickAll = (session: Digest) => readonly number[];

const keys: Pick = (session) => session.keys;
const requests: Pick = (session) => session.requests.length;
const ofRequests =
  (pick: (request: Digest["requests"][number]) => number): Pick =>
  (session) =>
    session.requests.reduce((total, request) => total + pick(request), 0);
const prompt = ofRequests(({ promptTokens }) => promptTokens);
const prefill = ofRequests(({ evaluatedTokens }) => evaluatedTokens);
/** Without the first request of each session, which no server can have read before. */
const later =
  (pick: Pick): Pick =>
  (session) =>
    pick({ ...session, requests: session.requests.slice(1) });
const aborted = ofRequests((request) => Number(request.aborted));
const abortedUnheard = ofRequests((request) => Number(request.aborted && request.answerTokens === 0));
const wasted = ofRequests(({ wastedTokens }) => wastedTokens);
const blocked = ofRequests((request) => (request.aborted ? request.slotMs : 0));
const shown: Pick = ({ cachedMs, askedMs }) => cachedMs.length + askedMs.length;
const waits: PickAll = ({ cachedMs, askedMs }) => [...cachedMs, ...askedMs];

/** Every figure, by its name in the results. */
export const figures: Readonly<Record<string, Figure>> = {
  requestsPer100Keys: {
    says: "requests to the model for each 100 keys",
    unit: "requests",
    of: quotient(requests, keys, 100),
  },
  aborted: {
    says: "of them given up before their end",
    unit: "%",
    of: quotient(aborted, requests, 100),
    budget: { most: 10 },
  },
  abortedUnheard: {
    says: "given up before a word was heard",
    unit: "%",
    of: quotient(abortedUnheard, requests, 100),
  },
  promptPerRequest: { says: "length of a prompt, mean", unit: "tokens", of: quotient(prompt, requests) },
  prefillPerRequest: {
    says: "of it evaluated anew by the server, mean",
    unit: "tokens",
    of: quotient(prefill, requests),
    budget: { most: 12 },
  },
  prefillPerRequestP50: {
    says: "the same, median",
    unit: "tokens",
    of: share((session) => session.requests.map((request) => request.evaluatedTokens), 0.5),
  },
  prefillPerLaterRequest: {
    says: "evaluated anew but for the first prompt of a session, mean",
    unit: "tokens",
    of: quotient(later(prefill), later(requests)),
  },
  prefillPer100Keys: {
    says: "evaluated anew for each 100 keys",
    unit: "tokens",
    of: quotient(prefill, keys, 100),
  },
  reuse: {
    says: "of the prompts that the server had evaluated before",
    unit: "%",
    of: reused(prefill, prompt),
    budget: { least: 98 },
  },
  laterReuse: {
    says: "the same, but for the first prompt of a session",
    unit: "%",
    of: reused(later(prefill), later(prompt)),
  },
  wastedPer100Keys: {
    says: "evaluated or generated for nobody, for each 100 keys",
    unit: "tokens",
    of: quotient(wasted, keys, 100),
  },
  abandonedSlotPer100Keys: {
    says: "time that given-up requests held the server, for each 100 keys",
    unit: "ms",
    of: quotient(blocked, keys, 100),
  },
  shownPer100Keys: {
    says: "suggestions for the document as it was, for each 100 keys",
    unit: "items",
    of: quotient(shown, keys, 100),
  },
  ttgtP50: {
    says: "from the key to the suggestion for it, median",
    unit: "ms",
    of: share(waits, 0.5),
    budget: { most: 330 },
  },
  ttgtP90: { says: "the same, 90th percentile", unit: "ms", of: share(waits, 0.9), budget: { most: 600 } },
  ttgtP99: { says: "the same, 99th percentile", unit: "ms", of: share(waits, 0.99) },
  ttgtAskedP50: {
    says: "of those that the model was asked for, median",
    unit: "ms",
    of: share((session) => session.askedMs, 0.5),
  },
  ttgtAskedP90: {
    says: "of those, 90th percentile",
    unit: "ms",
    of: share((session) => session.askedMs, 0.9),
  },
  ttgtCachedP90: {
    says: "of those that were there already, 90th percentile",
    unit: "ms",
    of: share((session) => session.cachedMs, 0.9),
    budget: { most: 60 },
  },
  available: {
    says: "of the stops of 300 ms and more in which there was a suggestion",
    unit: "%",
    of: quotient(
      ({ pauses }) => pauses.filter(Boolean).length,
      ({ pauses }) => pauses.length,
      100,
    ),
  },
  stale: {
    says: "suggestions that contradicted the document",
    unit: "items",
    of: total(({ stale }) => stale),
    budget: { most: 0 },
  },
  flickers: {
    says: "suggestions that went away or changed while they were typed along",
    unit: "times",
    of: total(({ flickers }) => flickers),
    budget: { most: 0 },
  },
  cacheHits: {
    says: "of the suggestions that were there already",
    unit: "%",
    of: quotient(({ cachedMs }) => cachedMs.length, shown, 100),
  },
  speculativeHits: {
    says: "of the suggestions taken after which the next one was there within 60 ms",
    unit: "%",
    of: speculativeHits,
    budget: { least: 80 },
  },
  keysSaved: { says: "of the keys that it takes without any suggestion", unit: "%", of: keysSaved },
  acceptedCharacters: {
    says: "characters of suggestions that were taken",
    unit: "characters",
    of: total(({ acceptedCharacters }) => acceptedCharacters),
  },
  wrongAccepts: {
    says: "of them deleted again",
    unit: "characters",
    of: total(({ wrongCharacters }) => wrongCharacters),
  },
};

function total(pick: Pick): Figure["of"] {
  return (sessions) => sessions.reduce((sum, session) => sum + pick(session), 0);
}

function quotient(part: Pick, whole: Pick, times = 1): Figure["of"] {
  const [parts, wholes] = [total(part), total(whole)];
  return (sessions) => {
    const [above = 0, below = 0] = [parts(sessions), wholes(sessions)];
    return below === 0 ? undefined : (above / below) * times;
  };
}

function share(pick: PickAll, part: number): Figure["of"] {
  return (sessions) => {
    const values = sessions.flatMap(pick);
    return values.length === 0 ? undefined : percentile(values, part);
  };
}

/** The share of the prompts that the server had already. */
function reused(evaluated: Pick, sent: Pick): Figure["of"] {
  const anew = quotient(evaluated, sent, 100);
  return (sessions) => {
    const share = anew(sessions);
    return share === undefined ? undefined : 100 - share;
  };
}

const atOnceMs = 60;

/** How often the first suggestion after one that was taken is there at once. */
function speculativeHits(sessions: readonly Digest[]): number | undefined {
  const hits: Pick = ({ afterAcceptMs }) => afterAcceptMs.filter((afterMs) => afterMs <= atOnceMs).length;
  return quotient(hits, ({ afterAcceptMs }) => afterAcceptMs.length, 100)(sessions);
}

function keysSaved(sessions: readonly Digest[]): number | undefined {
  const pressed = quotient(keys, ({ keysAlone }) => keysAlone, 100)(sessions);
  return pressed === undefined ? undefined : 100 - pressed;
}
