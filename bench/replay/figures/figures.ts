import { percentile } from "../../support/percentile.ts";
import type { Digest } from "./digest.ts";

/** One figure of the replay: what it is of some sessions; `undefined` when they say nothing about it. */
export type Figure = {
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
const aborted = ofRequests((request) => Number(request.aborted));
const wasted = ofRequests(({ wastedTokens }) => wastedTokens);
const blocked = ofRequests((request) => (request.aborted ? request.slotMs : 0));
const shown: Pick = ({ cachedMs, askedMs }) => cachedMs.length + askedMs.length;
const waits: PickAll = ({ cachedMs, askedMs }) => [...cachedMs, ...askedMs];

/** Every figure, by its name in the results. */
export const figures: Readonly<Record<string, Figure>> = {
  requestsPer100Keys: { unit: "requests", of: quotient(requests, keys, 100) },
  aborted: { unit: "%", of: quotient(aborted, requests, 100), budget: { most: 10 } },
  promptPerRequest: { unit: "tokens", of: quotient(prompt, requests) },
  prefillPerRequest: { unit: "tokens", of: quotient(prefill, requests), budget: { most: 12 } },
  prefillPerRequestP50: {
    unit: "tokens",
    of: share((session) => session.requests.map((request) => request.evaluatedTokens), 0.5),
  },
  prefillPer100Keys: { unit: "tokens", of: quotient(prefill, keys, 100) },
  reuse: { unit: "%", of: reuse, budget: { least: 98 } },
  wastedPer100Keys: { unit: "tokens", of: quotient(wasted, keys, 100) },
  abandonedSlotPer100Keys: { unit: "ms", of: quotient(blocked, keys, 100) },
  shownPer100Keys: { unit: "items", of: quotient(shown, keys, 100) },
  ttgtP50: { unit: "ms", of: share(waits, 0.5), budget: { most: 330 } },
  ttgtP90: { unit: "ms", of: share(waits, 0.9), budget: { most: 600 } },
  ttgtP99: { unit: "ms", of: share(waits, 0.99) },
  ttgtAskedP50: { unit: "ms", of: share((session) => session.askedMs, 0.5) },
  ttgtAskedP90: { unit: "ms", of: share((session) => session.askedMs, 0.9) },
  ttgtCachedP90: { unit: "ms", of: share((session) => session.cachedMs, 0.9), budget: { most: 60 } },
  available: {
    unit: "%",
    of: quotient(
      ({ pauses }) => pauses.filter(Boolean).length,
      ({ pauses }) => pauses.length,
      100,
    ),
  },
  stale: { unit: "items", of: total(({ stale }) => stale), budget: { most: 0 } },
  flickers: { unit: "times", of: total(({ flickers }) => flickers), budget: { most: 0 } },
  cacheHits: { unit: "%", of: quotient(({ cachedMs }) => cachedMs.length, shown, 100) },
  speculativeHits: { unit: "%", of: speculativeHits, budget: { least: 80 } },
  keysSaved: { unit: "%", of: keysSaved },
  acceptedCharacters: { unit: "characters", of: total(({ acceptedCharacters }) => acceptedCharacters) },
  wrongAccepts: { unit: "characters", of: total(({ wrongCharacters }) => wrongCharacters) },
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
function reuse(sessions: readonly Digest[]): number | undefined {
  const evaluated = quotient(prefill, prompt, 100)(sessions);
  return evaluated === undefined ? undefined : 100 - evaluated;
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
