import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { err, ok, type Result } from "../base/result.ts";
import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { Policy, PolicyWatch } from "../gate/policy.ts";
import { completionDraft } from "../prompt/completionDraft.ts";
import { retryPauseMs } from "../sending/retryPause.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { Sending } from "../sending/send.ts";
import { cutCompletion, type CutContext } from "../stream/cutCompletion.ts";
import { remainder, type Shown } from "./reuse.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";

/** What completion is built from. */
export type CompleterParts = {
  readonly sending: Sending;
  readonly policy: PolicyWatch;
  /** Asked before a document is read. */
  readonly guard: Pick<PathGuard, "judge">;
  /** Resolves after about this long, or at once when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** A clock that only goes forward, in milliseconds. */
  readonly clock: () => number;
};

/** A request for a suggestion. */
export type Wanted = {
  /** The document's URI as text. */
  readonly uri: string;
  /** Path as a person knows it. */
  readonly path: string;
  /** Length of the document, in UTF-16 code units. */
  readonly characters: number;
  /** Reads the document around the position; `undefined` when it is no longer what it was. */
  readonly read: () => EditorSnapshot | undefined;
  /** The user asked with a key; nothing is held back for being unlikely. */
  readonly manual: boolean;
};

/** A position in a document that was read. */
type Spot = { readonly snapshot: EditorSnapshot; readonly manual: boolean };

/** Characters of a document above which completion stays out of the way. */
const largestDocument = 1_000_000;
/** On top of the editor's own 50 ms: most keystrokes are followed by another one. */
const settleMs = 75;
const mostLines = { automatic: 8, manual: 20 };

/** What stays true until the policy, a rule, a setting or a key changes: asking again at every keystroke would only annoy. */
const lasting: ReadonlySet<SendFailure["kind"]> = new Set([
  "paused",
  "modeForbids",
  "destinationBlocked",
  "needsConfirmation",
  "modelUnknown",
  "fartherThanShown",
  "forwarded",
  "unauthorized",
  "keyMissing",
  "modelMissing",
  "cannotComplete",
  "continuesNothing",
  "sourceExcluded",
]);
/** How long a body that could not be screened whole is not tried again. */
const unscreenedMs = 60_000;

type Failed = Extract<NoSuggestion, { kind: "failed" }>;

/** A no that holds. */
type Held = {
  readonly policy: Policy;
  readonly no: Failed;
  readonly untilMs: number;
  /** Whether it also holds for a person who asks with a key. */
  readonly forKey: boolean;
  /** Whether it is about this document, as it is now. */
  readonly isAbout: (snapshot: EditorSnapshot) => boolean;
};

/** Suggests code at a position; keeps at most one request on its way. */
export class Completer implements Disposable {
  readonly #parts: CompleterParts;
  readonly #told = createEmitter<Result<Suggestion, NoSuggestion>>();
  #shown: (Shown & { readonly manual: boolean }) | undefined;
  #running: AbortController | undefined;
  #held: Held | undefined;
  /** How often in a row the server had no room. */
  #turnedAway = 0;

  /** Fires with every outcome, so that silence can be explained. */
  readonly onDidFinish: Event<Result<Suggestion, NoSuggestion>> = this.#told.event;

  constructor(parts: CompleterParts) {
    this.#parts = parts;
  }

  /** A suggestion for the position, or why there is none. Never asks the user anything. */
  async suggest(wanted: Wanted, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const outcome = await this.#suggest(wanted, signal);
    if (!outcome.ok && outcome.error.kind === "cancelled") return outcome;
    this.#told.fire(outcome);
    return outcome;
  }

  /** Forgets what holds: the settings have changed. */
  reset(): void {
    this.#held = undefined;
    this.#turnedAway = 0;
    this.#shown = undefined;
  }

  /** Ends what is on its way; its end is recorded before this returns. */
  dispose(): void {
    this.#running?.abort();
  }

  async #suggest(wanted: Wanted, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const either = AbortSignal.any([signal, this.#takeTurn().signal]);
    const snapshot = await this.#read(wanted, either);
    return snapshot.ok
      ? this.#suggestAt({ snapshot: snapshot.value, manual: wanted.manual }, either)
      : snapshot;
  }

  /** The document, once nothing speaks against reading it. */
  async #read(wanted: Wanted, signal: AbortSignal): Promise<Result<EditorSnapshot, NoSuggestion>> {
    const { uri, path, characters, manual, read } = wanted;
    if (!manual && characters > largestDocument) return err({ kind: "unsuitable", because: "tooLarge" });
    const verdict = await this.#parts.guard.judge(uri);
    if (signal.aborted) return err({ kind: "cancelled" });
    if (verdict.kind === "never") return err({ kind: "excluded", path, restriction: verdict });
    const snapshot = read();
    return snapshot === undefined ? err({ kind: "cancelled" }) : ok(snapshot);
  }

  async #suggestAt(spot: Spot, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const atOnce = this.#withoutAsking(spot);
    if (atOnce !== undefined) return atOnce;
    if (!spot.manual) await this.#parts.pause(settleMs, signal);
    if (signal.aborted) return err({ kind: "cancelled" });
    const policy = this.#parts.policy.current();
    const outcome = await this.#ask(spot, signal);
    if (outcome.ok) this.#shown = { ...spot, text: outcome.value.text };
    if (!outcome.ok && outcome.error.kind === "cancelled") return outcome;
    if (outcome.ok || outcome.error.kind !== "failed") {
      this.#turnedAway = 0;
      return outcome;
    }
    this.#held = this.#hold(outcome.error, policy, spot.snapshot);
    return err(this.#holding({ ...spot, manual: false }) ?? outcome.error);
  }

  /** How long a failure holds, if at all. */
  #hold(no: Failed, policy: Policy, snapshot: EditorSnapshot): Held | undefined {
    const { failure } = no;
    const held = { policy, no, isAbout: about(failure, snapshot) };
    if (lasting.has(failure.kind)) return { ...held, untilMs: Number.POSITIVE_INFINITY, forKey: true };
    if (failure.kind === "secretFound") {
      const isNamed = failure.screening.findings.length > 0;
      const untilMs = isNamed ? Number.POSITIVE_INFINITY : this.#parts.clock() + unscreenedMs;
      return { ...held, untilMs, forKey: false };
    }
    if (failure.kind !== "quota" && failure.kind !== "overloaded") return undefined;
    this.#turnedAway += 1;
    const { retryAfterS } = failure;
    const waitMs = retryAfterS === undefined ? retryPauseMs(this.#turnedAway) : retryAfterS * 1000;
    return { ...held, untilMs: this.#parts.clock() + waitMs, forKey: retryAfterS !== undefined };
  }

  /** The no that holds now, with the time that is left of it. */
  #holding({ snapshot, manual }: Spot): NoSuggestion | undefined {
    const held = this.#held;
    if (held?.policy !== this.#parts.policy.current() || (manual && !held.forKey)) return undefined;
    if (!held.isAbout(snapshot)) return undefined;
    const leftMs = held.untilMs - this.#parts.clock();
    if (leftMs <= 0) return undefined;
    return Number.isFinite(leftMs) ? { ...held.no, againInS: Math.ceil(leftMs / 1000) } : held.no;
  }

  /** What can be answered without a request: the rest of what is shown, or a no that still holds. */
  #withoutAsking(spot: Spot): Result<Suggestion, NoSuggestion> | undefined {
    const { snapshot, manual } = spot;
    // Who asks with a key is owed more lines than the few that are suggested unasked.
    const shown = manual && this.#shown?.manual === false ? undefined : this.#shown;
    const left = shown && remainder(shown, snapshot);
    if (left !== undefined) return ok({ text: left });
    const unsuitable = manual ? undefined : unsuitableHere(snapshot);
    if (unsuitable !== undefined) return err(unsuitable);
    const no = this.#holding(spot);
    return no && err(no);
  }

  #takeTurn(): AbortController {
    this.#running?.abort();
    this.#running = new AbortController();
    return this.#running;
  }

  async #ask({ snapshot, manual }: Spot, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const { linePrefix, lineSuffix, suffix } = surroundings(snapshot);
    const most = manual ? mostLines.manual : mostLines.automatic;
    const keepsFences = snapshot.languageId === "markdown";
    const context: CutContext = { linePrefix, lineSuffix, suffix, mostLines: most, keepsFences };
    // The trigger stays automatic even for a key press: completion never opens a dialog.
    const order = {
      task: "completion",
      trigger: "automatic",
      files: [{ kind: "file", uri: snapshot.uri, path: snapshot.path }],
      draft: (route) => completionDraft(snapshot, route),
    } as const satisfies Parameters<Sending["send"]>[0];
    let text = "";
    let names: Pick<Failed, "server" | "model" | "url"> = { server: "", model: "" };
    for await (const event of this.#parts.sending.send(order, signal)) {
      if (event.kind === "routed") {
        const { provider, model } = event.route;
        names = { server: provider.label, url: provider.url, model };
      } else if (event.kind === "failed") {
        const isCancelled = signal.aborted || event.failure.kind === "stopped";
        return err(
          isCancelled ? { kind: "cancelled" } : { kind: "failed", failure: event.failure, ...names },
        );
      } else if (event.kind === "text") {
        text += event.text;
        // Leaving the loop closes the answer, and the server stops.
        if (cutCompletion(text, context).complete) break;
      }
    }
    const cut = cutCompletion(text, context).text;
    return cut === "" ? err({ kind: "empty" }) : ok({ text: cut });
  }
}

/** A rule is about a file; a secret is about it for as long as it stands there. Everything else is about the way. */
function about(failure: SendFailure, { uri }: EditorSnapshot): Held["isAbout"] {
  if (failure.kind === "sourceExcluded") return (here) => here.uri === uri;
  if (failure.kind !== "secretFound") return () => true;
  const secrets = failure.screening.findings.map(({ secret }) => secret);
  const isThere = (text: string): boolean => secrets.some((secret) => text.includes(secret));
  return (here) => here.uri === uri && (secrets.length === 0 || isThere(here.text));
}

function unsuitableHere({ text, offset }: EditorSnapshot): NoSuggestion | undefined {
  return /^[\p{L}\p{N}_$]/u.test(text.slice(offset, offset + 2))
    ? { kind: "unsuitable", because: "insideWord" }
    : undefined;
}
