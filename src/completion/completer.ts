import { createEmitter, type Event } from "../base/event.ts";
import { err, ok, type Result } from "../base/result.ts";
import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import type { Policy, PolicyWatch } from "../gate/policy.ts";
import { completionDraft } from "../prompt/completionDraft.ts";
import type { SendFailure } from "../sending/sendEvent.ts";
import type { Sending } from "../sending/send.ts";
import { cutCompletion, type CutContext } from "../stream/cutCompletion.ts";
import { remainder, type Shown } from "./reuse.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";

/** What completion is built from. */
export type CompleterParts = {
  readonly sending: Sending;
  readonly policy: PolicyWatch;
  /** Resolves after about this long, or at once when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** A request for a suggestion. */
export type Wanted = {
  readonly snapshot: EditorSnapshot;
  /** The user asked with a key; nothing is held back for being unlikely. */
  readonly manual: boolean;
};

/** Characters of a document above which completion stays out of the way. */
const largestDocument = 1_000_000;
/** On top of the editor's own 50 ms: most keystrokes are followed by another one. */
const settleMs = 75;
const mostLines = { automatic: 8, manual: 20 };

/** What stays true until the policy, a setting or a key changes: asking again at every keystroke would only annoy. */
const lasting: ReadonlySet<SendFailure["kind"]> = new Set([
  "paused",
  "modeForbids",
  "destinationBlocked",
  "needsConfirmation",
  "modelUnknown",
  "forwarded",
  "unauthorized",
  "keyMissing",
  "modelMissing",
]);

/** Suggests code at a position; keeps at most one request on its way. */
export class Completer {
  readonly #parts: CompleterParts;
  readonly #told = createEmitter<Result<Suggestion, NoSuggestion>>();
  #shown: Shown | undefined;
  #running: AbortController | undefined;
  #refused: { readonly policy: Policy; readonly no: NoSuggestion } | undefined;

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

  /** Forgets a lasting refusal: the settings have changed. */
  reset(): void {
    this.#refused = undefined;
    this.#shown = undefined;
  }

  async #suggest(wanted: Wanted, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const atOnce = this.#withoutAsking(wanted);
    if (atOnce !== undefined) return atOnce;
    const either = AbortSignal.any([signal, this.#takeTurn().signal]);
    if (!wanted.manual) await this.#parts.pause(settleMs, either);
    if (either.aborted) return err({ kind: "cancelled" });
    const policy = this.#parts.policy.current();
    const outcome = await this.#ask(wanted, either);
    if (outcome.ok) this.#shown = { snapshot: wanted.snapshot, text: outcome.value.text };
    else if (isLasting(outcome.error)) this.#refused = { policy, no: outcome.error };
    return outcome;
  }

  /** What can be answered without a request: the rest of what is shown, or a no that still holds. */
  #withoutAsking({ snapshot, manual }: Wanted): Result<Suggestion, NoSuggestion> | undefined {
    const left = this.#shown && remainder(this.#shown, snapshot);
    if (left !== undefined) return ok({ text: left });
    const unsuitable = manual ? undefined : unsuitableHere(snapshot);
    if (unsuitable !== undefined) return err(unsuitable);
    return this.#refused?.policy === this.#parts.policy.current() ? err(this.#refused.no) : undefined;
  }

  #takeTurn(): AbortController {
    this.#running?.abort();
    this.#running = new AbortController();
    return this.#running;
  }

  async #ask({ snapshot, manual }: Wanted, signal: AbortSignal): Promise<Result<Suggestion, NoSuggestion>> {
    const { linePrefix, lineSuffix, suffix } = surroundings(snapshot);
    const most = manual ? mostLines.manual : mostLines.automatic;
    const keepsFences = snapshot.languageId === "markdown";
    const context: CutContext = { linePrefix, lineSuffix, suffix, mostLines: most, keepsFences };
    // The trigger stays automatic even for a key press: completion never opens a dialog.
    const order = {
      task: "completion",
      trigger: "automatic",
      draft: (route) => completionDraft(snapshot, route),
    } as const satisfies Parameters<Sending["send"]>[0];
    let text = "";
    let server = "";
    let model = "";
    for await (const event of this.#parts.sending.send(order, signal)) {
      if (event.kind === "routed") {
        server = event.route.provider.label;
        model = event.route.model;
      } else if (event.kind === "failed") {
        const isCancelled = signal.aborted || event.failure.kind === "stopped";
        return err(
          isCancelled ? { kind: "cancelled" } : { kind: "failed", failure: event.failure, server, model },
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

function isLasting(no: NoSuggestion): boolean {
  return no.kind === "failed" && lasting.has(no.failure.kind);
}

function unsuitableHere({ text, offset }: EditorSnapshot): NoSuggestion | undefined {
  if (text.length > largestDocument) return { kind: "unsuitable", because: "tooLarge" };
  return /^[\p{L}\p{N}_$]/u.test(text.slice(offset, offset + 2))
    ? { kind: "unsuitable", because: "insideWord" }
    : undefined;
}
