import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import type { Logger } from "../base/logger.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { EditorSnapshot } from "../context/editorSnapshot.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import type { Sending } from "../sending/send.ts";
import { AskingPace } from "./askingPace.ts";
import { arrival, servesStill, type WaitingParts } from "./arrival.ts";
import type { CompletionContext } from "./completionContext.ts";
import type { CompletionFigures, LastOutcome } from "./completionDesk.ts";
import type { CompletionEvent } from "./completionEvent.ts";
import type { Flight } from "./flight.ts";
import { Holds, type Failed } from "./holds.ts";
import { LookAhead } from "./lookAhead.ts";
import type { OtherTraffic } from "./otherTraffic.ts";
import { Predictions } from "./predictions.ts";
import { Requests, type Spot } from "./requests.ts";
import type { NoSuggestion, Suggestion } from "./suggestion.ts";
import type { Syntax } from "./syntax.ts";
import { unsuitableDocument, unsuitablePosition, type PlaceFacts } from "./unsuitableAt.ts";

/** What completion is built from. */
export type EngineParts = WaitingParts & {
  readonly sending: Pick<Sending, "send" | "outlook">;
  readonly policy: PolicyWatch;
  /** Asked before a document is read. */
  readonly guard: Pick<PathGuard, "judge">;
  readonly context: CompletionContext;
  readonly syntax: Syntax;
  readonly traffic: OtherTraffic;
  /** Why completion is off for a document, or silent for a while. */
  readonly whyOff: (document: Pick<Place, "uri" | "languageId">) => NoSuggestion | undefined;
  readonly eco: () => boolean;
  /** Resolves after about this long, or at once when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly newId: () => string;
  readonly log: Pick<Logger, "error">;
};

/** A document in which a suggestion may be wanted. */
export type Place = PlaceFacts & {
  /** The document's URI as text. */
  readonly uri: string;
  /** Path as a person knows it. */
  readonly path: string;
};

/** A request for a suggestion. */
export type Wanted = Place & {
  /** Reads the document around the position; `undefined` when it is no longer what it was. */
  readonly read: () => EditorSnapshot | undefined;
  /** The user asked with a key; nothing is held back for being unlikely. */
  readonly manual: boolean;
};

/**
 * A pause. `wasTyped`: the document was typed in, not only looked at. `renews`: it is long enough to let the server read
 * other code from elsewhere.
 */
export type Rest = { readonly wasTyped: boolean; readonly renews: boolean; readonly signal: AbortSignal };

type Outcome = Result<Suggestion, NoSuggestion>;

/**
 * Suggests code at a position. What was predicted before is found again first; then whatever a running request writes;
 * only then the server is asked, once it is likely that the person waits.
 */
export class CompletionEngine implements Disposable {
  readonly #parts: EngineParts;
  readonly #told = createEmitter<Outcome>();
  readonly #readied = createEmitter<undefined>();
  readonly #happened = createEmitter<CompletionEvent>();
  readonly #requests: Requests;
  readonly #predictions: Predictions;
  readonly #holds: Holds;
  readonly #pace: AskingPace;
  readonly #ahead: LookAhead;
  readonly #traffic: Disposable;
  #last: LastOutcome | undefined;

  /** Fires with every outcome, so that silence can be explained. */
  readonly onDidFinish: Event<Outcome> = this.#told.event;
  /** Fires when the last reason for silence is over. */
  readonly onDidGetReady: Event<undefined> = this.#readied.event;
  /** Fires with what becomes of requests. */
  readonly onDidHappen: Event<CompletionEvent> = this.#happened.event;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const { traffic } = parts;
    this.#requests = new Requests({
      ...{ ...parts, tell: this.#happened.fire },
      onStart: (flight) => {
        this.#follow(flight);
      },
    });
    this.#predictions = new Predictions(parts);
    this.#holds = new Holds(parts.clock);
    this.#pace = new AskingPace(parts.clock);
    this.#ahead = new LookAhead({
      ...{ ...parts, requests: this.#requests, predictions: this.#predictions },
      mayAsk: (spot) => this.#no(spot) === undefined,
    });
    this.#traffic = traffic.onDidEnd(({ origin }) => {
      this.#requests.chatted(origin);
      this.#chatEnded();
    });
  }

  /** A suggestion for the position, or why there is none. Never asks the user anything. */
  async suggest(wanted: Wanted, signal: AbortSignal): Promise<Outcome> {
    this.#ahead.stop();
    if (!wanted.manual) this.#pace.key();
    const outcome = await this.#suggest(wanted, signal);
    if (!outcome.ok && outcome.error.kind === "cancelled") return outcome;
    this.#last = { uri: wanted.uri, outcome };
    this.#told.fire(outcome);
    return outcome;
  }

  /** Another suggestion than the one that is shown at the position, for somebody who asks for one. */
  async another(wanted: Wanted, variant: number, signal: AbortSignal): Promise<Outcome> {
    const snapshot = await this.#read(wanted, signal);
    if (!snapshot.ok) return snapshot;
    return this.#ask({ snapshot: snapshot.value, manual: true, purpose: "asked", variant }, signal);
  }

  /**
   * The cursor rests in a document: what it would ask for next is read by the server now, when it has to be read at all.
   * What was only looked at stays on this device.
   */
  async rest(wanted: Wanted, { wasTyped, renews, signal }: Rest): Promise<void> {
    if (this.#parts.eco() || !this.#requests.lane.isFree) return;
    const snapshot = await this.#read({ ...wanted, manual: false }, signal);
    if (!snapshot.ok) return;
    this.#prepare(snapshot.value);
    const spot: Spot = {
      ...{ snapshot: snapshot.value, manual: false, purpose: "warm" },
      ...(renews && { renews }),
      ...(!wasTyped && { isOnlySeen: true }),
    };
    await this.#ahead.warm(spot, signal);
  }

  /** Learns what became of a suggestion. */
  note(event: CompletionEvent): void {
    this.#pace.note(event);
    this.#happened.fire(event);
  }

  /** What came of the last request that was not given up; `undefined` before the first, and once that has changed. */
  last(): LastOutcome | undefined {
    return this.#last;
  }

  /** What was measured of the server and model that would be asked next. */
  figures(): CompletionFigures {
    const { firstTextMs, readTokens } = this.#requests.figures() ?? {};
    const { silentMs } = this.#requests.lane.running ?? {};
    return {
      ...(silentMs !== undefined && { silentMs }),
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(readTokens !== undefined && { evaluatedTokens: readTokens }),
    };
  }

  /** Something new is known about a server: what it said no to may be another matter now. */
  heard(): void {
    this.#holds.heard();
  }

  /** Ends what is on its way, and what was to follow it: the user wants quiet. */
  stop(): void {
    this.#ahead.stop();
    this.#requests.lane.stop();
  }

  /** Forgets what was predicted and what holds: the settings have changed. */
  reset(): void {
    this.stop();
    this.#holds.forget();
    this.#predictions.forget();
    this.#requests.forget();
    this.#last = undefined;
  }

  /** Ends what is on its way; its end is recorded before this returns. */
  dispose(): void {
    this.#ahead.stop();
    this.#traffic.dispose();
    this.#requests.dispose();
  }

  /** Nothing keeps the server from completing any more. */
  #chatEnded(): void {
    const outcome = this.#last?.outcome;
    if (outcome?.ok !== false || outcome.error.kind !== "busyWithChat") return;
    if (this.#requests.busyServer() !== undefined) return;
    this.#last = undefined;
    this.#readied.fire(undefined);
  }

  /** Looks for what helps at a position, in case it came to another line or document. */
  #prepare(snapshot: EditorSnapshot): void {
    this.#parts.context.prepare(snapshot);
    this.#parts.syntax.prepare(snapshot.languageId);
  }

  async #suggest(wanted: Wanted, signal: AbortSignal): Promise<Outcome> {
    const read = await this.#read(wanted, signal);
    if (!read.ok) return read;
    const snapshot = read.value;
    const spot: Spot = { snapshot, manual: wanted.manual, purpose: "asked" };
    this.#prepare(snapshot);
    const known = this.#predictions.find(spot);
    if (known?.ok === true) this.#ahead.follow(known.value, snapshot);
    if (known !== undefined) return known;
    const no = this.#no(spot);
    return no === undefined ? this.#joinOrAsk(spot, signal) : err(no);
  }

  /** The document, once nothing speaks against reading it. */
  async #read(wanted: Wanted, signal: AbortSignal): Promise<Result<EditorSnapshot, NoSuggestion>> {
    const off = this.#parts.whyOff(wanted);
    if (off !== undefined) return err(off);
    const because = unsuitableDocument(wanted, wanted.manual);
    if (because !== undefined) return err({ kind: "unsuitable", because });
    const verdict = await this.#parts.guard.judge(wanted.uri);
    if (signal.aborted) return err({ kind: "cancelled" });
    if (verdict.kind === "never") return err({ kind: "excluded", path: wanted.path, restriction: verdict });
    const snapshot = wanted.read();
    return snapshot === undefined ? err({ kind: "cancelled" }) : ok(snapshot);
  }

  /** Why a position gets nothing, as far as that is known without asking. */
  #no({ snapshot, manual }: Spot): NoSuggestion | undefined {
    const because = manual ? undefined : unsuitablePosition(snapshot);
    if (because !== undefined) return { kind: "unsuitable", because };
    return this.#holds.holding({ snapshot, manual, policy: this.#parts.policy.current() });
  }

  async #joinOrAsk(spot: Spot, signal: AbortSignal): Promise<Outcome> {
    const joined = await this.#join(spot, signal);
    if (joined !== undefined) return joined;
    const busy = this.#busyWithChat(spot);
    if (busy !== undefined) return err(busy);
    await this.#parts.pause(this.#delayMs(spot), signal);
    if (signal.aborted) return err({ kind: "cancelled" });
    return this.#predictions.find(spot) ?? (await this.#join(spot, signal)) ?? this.#ask(spot, signal);
  }

  /** What a running request brings, as long as it goes on from here. */
  async #join(spot: Spot, signal: AbortSignal): Promise<Outcome | undefined> {
    const { lane } = this.#requests;
    const flight = lane.running;
    if (flight === undefined || spot.manual !== flight.plan.site.manual || flight.plan.purpose === "warm")
      return undefined;
    if (flight.state === "ended" || flight.wasAborted || !servesStill(flight, spot.snapshot))
      return undefined;
    lane.keepRunning();
    return this.#await(flight, spot, signal);
  }

  #busyWithChat({ manual }: Spot): NoSuggestion | undefined {
    const server = manual ? undefined : this.#requests.busyServer();
    return server && { kind: "busyWithChat", server: server.label };
  }

  #delayMs({ snapshot, manual }: Spot): number {
    const { lineMs } = this.#requests.figures() ?? {};
    return this.#pace.delayMs({ snapshot, manual, eco: this.#parts.eco(), lineMs });
  }

  async #ask(spot: Spot, signal: AbortSignal): Promise<Outcome> {
    const request = await this.#requests.prepare(spot, signal);
    const { lane } = this.#requests;
    const flight = await lane.submit(() => (signal.aborted ? undefined : this.#requests.start(request)));
    if (flight === undefined) return err({ kind: "cancelled" });
    return (await this.#await(flight, spot, signal)) ?? err({ kind: "cancelled" });
  }

  /** Waits for a request; `undefined` when it turned out to write something else than was typed. */
  async #await(flight: Flight, spot: Spot, signal: AbortSignal): Promise<Outcome | undefined> {
    const { snapshot, manual } = spot;
    const leave = flight.join();
    const arrived = await arrival(flight, { snapshot, manual, signal }, this.#parts);
    leave(arrived === "ready" ? "served" : "unserved");
    if (arrived === "cancelled") return err({ kind: "cancelled" });
    if (arrived === "disagrees") return undefined;
    const shown = await this.#arrived(flight, spot);
    if (shown !== undefined || flight.state === "ended") return shown;
    // It writes what comes next already: nobody else would do so sooner.
    await flight.ended;
    return signal.aborted ? err({ kind: "cancelled" }) : this.#arrived(flight, spot);
  }

  async #arrived(flight: Flight, spot: Spot): Promise<Outcome | undefined> {
    const hasFailed = flight.failure !== undefined || flight.wasAborted;
    return hasFailed ? this.#failed(flight, spot) : this.#shown(flight, spot);
  }

  #shown(flight: Flight, spot: Spot): Outcome | undefined {
    const outcome = this.#predictions.take(flight, spot);
    if (outcome?.ok === true) this.#ahead.follow(outcome.value, spot.snapshot);
    return outcome;
  }

  /** Why nothing comes of a request, with the time until the next one. */
  async #failed(flight: Flight, { snapshot }: Spot): Promise<Outcome> {
    const no = failureOf(flight);
    if (no === undefined) return err({ kind: "cancelled" });
    // By then it is held.
    await flight.ended;
    const policy = this.#parts.policy.current();
    return err(this.#holds.holding({ snapshot, manual: false, policy }) ?? no);
  }

  /** Whatever becomes of a request is of use to the next one, whoever waits for it. */
  #follow(flight: Flight): void {
    const { purpose, snapshot, site } = flight.plan;
    if (purpose !== "warm") this.#predictions.follow(flight);
    flight.afterwards(() => {
      const no = failureOf(flight);
      const asked = { snapshot, manual: site.manual, policy: this.#parts.policy.current() };
      if (no !== undefined) this.#holds.take(no, asked);
      else if (!flight.wasAborted) this.#holds.succeed();
    });
  }
}

/** Why nothing came of a request; `undefined` when something did, or it was given up. */
function failureOf({ failure, againInS, route, wasAborted }: Flight): Failed | undefined {
  if (failure === undefined || wasAborted || failure.kind === "stopped") return undefined;
  const { provider, model = "" } = route ?? {};
  return {
    ...{ kind: "failed", failure, model, server: provider?.label ?? "" },
    ...(provider && { url: provider.url }),
    ...(againInS !== undefined && { againInS }),
  };
}
