import { createEmitter } from "../../src/base/event.ts";
import { ok } from "../../src/base/result.ts";
import type { CompletionEvent } from "../../src/completion/completionEvent.ts";
import { CompletionEngine, type EngineParts, type Wanted } from "../../src/completion/engine.ts";
import { OtherTraffic } from "../../src/completion/otherTraffic.ts";
import type { NoSuggestion } from "../../src/completion/suggestion.ts";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import type { Movement } from "../../src/egress/answer.ts";
import type { Policy } from "../../src/gate/policy.ts";
import type { DraftLimits } from "../../src/prompt/draftLimits.ts";
import type { Route } from "../../src/routing/route.ts";
import type { SendFailure } from "../../src/sending/sendEvent.ts";
import type { Destination } from "../../src/terms/destination.ts";
import type { Refusal } from "../../src/terms/refusal.ts";
import { nothingAround } from "./engineOn.ts";
import { rememberingLog } from "./headless.ts";
import { noLimits, wantedAt } from "./noRules.ts";
import { destination, policy, routeTo, snapshot } from "./samples.ts";
import { end, sendByHand, text, type SentByHand } from "./sendByHand.ts";
import { VirtualTime } from "./virtualTime.ts";

/** What the engine finds when it asks; a test changes it. */
export type Found = {
  route: Route;
  destination: Destination;
  refusal?: Refusal;
  limits: DraftLimits;
  policy: Policy;
  verdict: PathVerdict;
  off?: NoSuggestion;
  eco: boolean;
};

/** How a test asks for a suggestion. */
export type Asks = { readonly manual?: boolean; readonly signal?: AbortSignal };

/** How the cursor comes to rest in a test. */
export type Rests = { readonly wasTyped?: boolean; readonly signal?: AbortSignal };

const goesOn = new AbortController().signal;

/** A completion engine whose server, time and surroundings are the test's. */
export function engineByHand(changes: Partial<EngineParts> = {}) {
  const found: Found = {
    route: routeTo({ task: "completion", model: "qwen2.5-coder:1.5b" }),
    ...{ destination: destination(), limits: noLimits, policy: policy() },
    ...{ verdict: { kind: "allowed" }, eco: false },
  };
  const time = new VirtualTime();
  const moved = createEmitter<Movement>();
  const { send, sent } = sendByHand({ route: () => found.route, limits: () => found.limits });
  const { log, lines } = rememberingLog();
  let ids = 0;
  const engine = new CompletionEngine({
    sending: {
      send,
      outlook: () =>
        ok({
          ...{ route: found.route, destination: found.destination },
          ...(found.refusal && { refusal: found.refusal }),
        }),
    },
    policy: { current: () => found.policy, onDidChange: () => ({ dispose: () => undefined }) },
    guard: { judge: () => Promise.resolve(found.verdict) },
    ...nothingAround,
    ...{ clock: time.clock, later: time.later, pause: pauseOn(time), log },
    traffic: new OtherTraffic(moved.event),
    whyOff: () => found.off,
    eco: () => found.eco,
    newId: () => `id${(ids += 1)}`,
    ...changes,
  });
  const events: CompletionEvent[] = [];
  engine.onDidHappen((event) => events.push(event));
  const suggest = async (
    wanted: string | Wanted,
    { manual, signal = goesOn }: Asks = {},
  ): Promise<string> => {
    const at = typeof wanted === "string" ? wantedAt(snapshot(wanted), manual) : wanted;
    const outcome = await engine.suggest(at, signal);
    return outcome.ok ? outcome.value.text : outcome.error.kind;
  };
  return {
    ...{ engine, found, time, sent, lines, events, suggest },
    /** The cursor rests at a mark. */
    rest: (at: string, { signal = goesOn, wasTyped = true }: Rests = {}) =>
      engine.rest(wantedAt(snapshot(at)), { wasTyped, renews: false, signal }),
    /** Somebody else makes use of the server. */
    chat: (phase: Movement["phase"], id = "chat") => {
      moved.fire({ ...{ phase, id, purpose: "chat", bytes: 1 }, destination: found.destination });
    },
    /** Asks, lets the server answer, and tells what came of it. */
    answered: async (at: string, ...words: readonly string[]): Promise<string> => {
      const before = sent.length;
      const suggesting = suggest(at);
      await time.pass(1000);
      await answer(sent[before], ...words);
      return suggesting;
    },
  };
}

/** Writes a whole answer. */
export async function answer(one: SentByHand | undefined, ...words: readonly string[]): Promise<void> {
  await one?.give(...words.map((piece) => text(piece)), end);
}

/** A request comes to nothing. */
export async function fail(one: SentByHand | undefined, failure: SendFailure): Promise<void> {
  await one?.give({ kind: "failed", failure });
}

function pauseOn(time: VirtualTime): EngineParts["pause"] {
  return (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = time.later(milliseconds, resolve);
      signal.addEventListener("abort", () => {
        timer.dispose();
        resolve();
      });
    });
}
