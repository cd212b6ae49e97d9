import { pause } from "../base/later.ts";
import { err, ok, type Result } from "../base/result.ts";
import { processorMs } from "../base/processorMs.ts";
import { strictestVerdict, unchecked, type PathVerdict } from "../context/pathVerdict.ts";
import { classify } from "../destinations/classify.ts";
import type { Evidence } from "../destinations/evidence.ts";
import { clear, type Consent } from "../gate/clear.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import { mayGo, type PathVerdicts } from "../gate/pathAllowance.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { usableContext } from "../models/usableContext.ts";
import { asksAboutPicture, asSeen } from "../prompt/asSeen.ts";
import { draftTokens, isConversation } from "../prompt/chatDraft.ts";
import { draftSources, type Draft } from "../prompt/draft.ts";
import type { Provider, Usage } from "../providers/provider.ts";
import type { NoRoute } from "../routing/chooseRoute.ts";
import type { Route } from "../routing/route.ts";
import { routeInfill } from "../routing/routeInfill.ts";
import { routeSight } from "../routing/routeSight.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import { isCloud, isScreened, type Destination } from "../terms/destination.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { KnownSecrets } from "../terms/screening.ts";
import type { FileSource } from "../terms/source.ts";
import { isSpoken, type Task } from "../terms/task.ts";
import { askPerson, type Asked } from "./askPerson.ts";
import type { Changes, Redacted } from "./changes.ts";
import { closing } from "./closing.ts";
import { findDeviceModel } from "./deviceModel.ts";
import { evidenceFor } from "./evidence.ts";
import { isStillThere } from "./isStillThere.ts";
import type { ModelRooms } from "./modelRooms.ts";
import type { Order } from "./order.ts";
import { orStopped } from "./orStopped.ts";
import { recordRefusal } from "./recordRefusal.ts";
import type { SendEvent, SendFailure } from "./sendEvent.ts";
import type { SendingParts } from "./sendingParts.ts";
import type { Servers } from "./servers.ts";
import { timed } from "./timed.ts";

/** One order, and what it is carried out with. */
export type SendOnceParts = {
  readonly parts: SendingParts;
  readonly servers: Servers;
  /** What is learned from what a server counts. */
  readonly rooms: ModelRooms;
  readonly choose: (task: Task, model: ModelRef | undefined) => Result<Route, NoRoute>;
  readonly order: Order;
  readonly signal: AbortSignal;
  /** What the user has decided about it so far, with another model. */
  readonly changes: Changes;
};

/** How often a yes may be asked for about one send: a destination can need confirming and then reviewing. */
const mostQuestions = 3;

/** How long a send waits to know whether the model is in memory, in milliseconds; what comes later is not told. */
const memoryMs = 250;

type Prepared = Redacted & {
  readonly provider: Provider;
  readonly route: Route;
  readonly wire: WireRequest;
  readonly evidence: Evidence;
  readonly destination: Destination;
  readonly verdicts: PathVerdicts;
  /** Whether the question is about a picture that the model cannot see. */
  readonly isBlind: boolean;
};

/** What stays here is not compared with anything. */
const noneAsked: KnownSecrets = { secrets: [], isWhole: true };

/** The user turned to a model on this device. */
type TurnedHome = { readonly kind: "turnedHome" };

/** One order on its way: nothing of it outlives the send. */
export class SendOnce {
  readonly #parts: SendingParts;
  readonly #servers: Servers;
  readonly #rooms: ModelRooms;
  readonly #choose: SendOnceParts["choose"];
  readonly #order: Order;
  readonly #signal: AbortSignal;
  readonly #changes: Changes;

  constructor({ parts, servers, rooms, choose, order, signal, changes }: SendOnceParts) {
    this.#parts = parts;
    this.#servers = servers;
    this.#rooms = rooms;
    this.#choose = choose;
    this.#order = order;
    this.#signal = signal;
    this.#changes = changes;
  }

  /** Whether only a model on this device may answer: ordered so, or the person turned to one. */
  get #onDevice(): boolean {
    return this.#order.onDevice === true || this.#changes.isHome;
  }

  /** Every step in order; an expected failure is the last event. */
  async *run(): AsyncGenerator<SendEvent> {
    if (this.#parts.policy.current().paused) {
      yield failed(this.#paused());
      return;
    }
    for (;;) {
      const chosen = await orStopped(this.#route(), this.#signal);
      if (!chosen.ok) {
        yield failed(chosen.error);
        return;
      }
      yield { kind: "routed", route: chosen.value };
      const cleared = await orStopped(this.#clear(chosen.value), this.#signal);
      if (cleared.ok) {
        if (this.#changes.removed.size > 0) yield { kind: "removed", uris: [...this.#changes.removed] };
        yield* this.#open(cleared.value.request, cleared.value.prepared);
        return;
      }
      if (cleared.error.kind !== "turnedHome") {
        yield failed(cleared.error);
        return;
      }
      this.#changes.turnHome();
    }
  }

  /** Nothing is looked up for a paused send: it is recorded by what is known. */
  #paused(): SendFailure {
    const { task, model, trigger } = this.#order;
    const parts = this.#parts;
    const wanted = model ?? parts.chosen(task);
    const provider = parts.providers().find(({ id }) => wanted === undefined || id === wanted.provider);
    if (provider === undefined) return { kind: "paused" };
    const report = wanted ? this.#servers.reported(provider, wanted.model) : ({ kind: "unknown" } as const);
    const isRecorded = recordRefusal(
      { kind: "paused" },
      {
        purpose: task,
        provider,
        evidence: evidenceFor(provider, report, parts),
        parts,
        trigger,
        ...(wanted && { model: wanted.model }),
      },
    );
    return { kind: isRecorded ? "paused" : "ledgerFailed" };
  }

  async #route(): Promise<Result<Route, NoRoute>> {
    const { task } = this.#order;
    const model = this.#onDevice
      ? await findDeviceModel(this.#parts, this.#servers, this.#order)
      : this.#order.model;
    if (this.#onDevice && model === undefined) return err({ kind: "noDeviceModel", task });
    const wanted = (model ?? this.#parts.chosen(task))?.provider;
    const provider = this.#parts.providers().find(({ id }) => wanted === undefined || id === wanted);
    const failure = provider && (await this.#approach(provider));
    return failure === undefined ? this.#choose(task, model) : err(failure);
  }

  /** Only Ollama's own list is needed before a send: what it forwards must be known. Any other server is simply tried. */
  async #approach(provider: ProviderConfig): Promise<NoRoute | undefined> {
    const { trigger } = this.#order;
    if (provider.kind === "ollama") {
      await this.#servers.look(provider, trigger);
      return undefined;
    }
    const rest = trigger === "automatic" ? this.#servers.restsFor(provider) : undefined;
    return rest && { kind: "serverDown", provider, reason: rest.reason };
  }

  async #clear(
    route: Route,
  ): Promise<
    Result<{ readonly request: ClearedRequest; readonly prepared: Prepared }, SendFailure | TurnedHome>
  > {
    let consent: Consent | undefined;
    for (let yeses = 0; ;) {
      const prepared = await this.#prepare(route);
      if (prepared.isBlind) return err({ kind: "cannotSee", provider: route.provider, model: route.model });
      const judged = await this.#judge(prepared, consent);
      // No yes, neither the gate's nor a person's, is worth anything for a server that was taken away meanwhile.
      if (!isStillThere(route.provider, this.#parts))
        return err({ kind: "providerUnknown", provider: route.provider.id });
      if (judged.ok) return ok({ request: judged.value, prepared });
      // Whoever stopped this is not asked about it any more.
      if (this.#signal.aborted) return err({ kind: "stopped" });
      const asked = await this.#ask(judged.error, prepared, yeses);
      if (asked.kind === "no") return err(this.#refuse(asked.refusal, prepared));
      if (asked.kind === "onDevice") {
        this.#refuse({ kind: "declined", destination: prepared.destination }, prepared);
        return err({ kind: "turnedHome" });
      }
      consent = asked.kind === "yes" ? asked.consent : undefined;
      if (asked.kind === "yes") yeses += 1;
      else this.#changes.make(asked);
    }
  }

  async #prepare(chosen: Route): Promise<Prepared> {
    const { task, trigger } = this.#order;
    const flight = await this.#servers.preflight(chosen.provider, chosen.model, trigger);
    const { wire } = presetOf(chosen.provider.kind);
    const contextTokens =
      flight.contextTokens === undefined ? chosen.contextTokens : usableContext(flight.contextTokens);
    const infill = flight.model && routeInfill(task, flight.model);
    const sight = flight.model && routeSight(flight.model);
    const route: Route = { ...chosen, ...infill, ...sight, task, wireModel: flight.wireModel, contextTokens };
    const provider = await this.#parts.load(wire);
    const evidence = evidenceFor(route.provider, flight.report, this.#parts);
    const { destination } = classify(evidence);
    const verdicts = await this.#verdicts();
    const limits = {
      withheld: ({ uri }: FileSource) => !mayGo(verdicts.get(uri) ?? unchecked, destination),
      removed: this.#changes.removed,
    };
    const asked = this.#order.draft(route, limits);
    const redacted = this.#changes.redacted(asSeen(asked, route), isScreened(destination.class));
    const bytes = await provider.encode(redacted.draft, route);
    const isBlind = route.sees === false && asksAboutPicture(asked);
    return { provider, route, ...redacted, wire: bytes, evidence, destination, verdicts, isBlind };
  }

  async #verdicts(): Promise<PathVerdicts> {
    const uris = new Set(this.#order.files.map(({ uri }) => uri));
    const judged = [...uris].map(async (uri): Promise<[string, PathVerdict]> => {
      const now = await this.#parts.judgePath(uri);
      const then = this.#order.rulesThen?.get(uri);
      return [uri, then === undefined ? now : strictestVerdict([now, then])];
    });
    return new Map(await Promise.all(judged));
  }

  async #judge(
    { draft, route, wire, evidence, destination, verdicts, redactions }: Prepared,
    consent: Consent | undefined,
  ): Promise<Result<ClearedRequest, Refusal>> {
    const known = isScreened(destination.class) ? await this.#parts.knownSecrets() : noneAsked;
    const { trigger, conversation, noFartherThan } = this.#order;
    return clear({
      draft,
      route,
      wire,
      evidence,
      verdicts,
      trigger,
      policy: this.#parts.policy.current(),
      redactions,
      screening: { known, clock: processorMs },
      nowMs: Date.parse(this.#parts.now()),
      onDevice: this.#onDevice,
      ...(noFartherThan && { noFartherThan }),
      ...(conversation !== undefined && { conversation }),
      ...(consent && { consent }),
    });
  }

  async #ask(refusal: Refusal, prepared: Prepared, yeses: number): Promise<Asked> {
    if (yeses >= mostQuestions) return { kind: "no", refusal };
    return askPerson(refusal, {
      ...prepared,
      parts: this.#parts,
      order: this.#order,
      signal: this.#signal,
      deviceModel: () => findDeviceModel(this.#parts, this.#servers, this.#order),
    });
  }

  #refuse(refusal: Refusal, { draft, route, wire, evidence }: Prepared): SendFailure {
    const isRecorded = recordRefusal(refusal, {
      purpose: draft.task,
      provider: route.provider,
      evidence,
      parts: this.#parts,
      model: route.model,
      wire,
      sources: draftSources(draft),
      trigger: this.#order.trigger,
    });
    return isRecorded ? refusal : { kind: "ledgerFailed" };
  }

  async *#open(
    request: ClearedRequest,
    { provider, route, draft, wire }: Prepared,
  ): AsyncGenerator<SendEvent> {
    yield { kind: "sending" };
    if (await this.#isAbsent(route, request.permit.destination)) yield { kind: "loading" };
    const opened = await this.#parts.door.open(request, this.#signal);
    if (!opened.ok) {
      if (opened.error.kind === "unreachable") this.#servers.markDown(route.provider);
      yield failed(opened.error);
      return;
    }
    this.#servers.markAnswered(route.provider);
    const answer = opened.value;
    const { destination, record, firstByteMs } = answer;
    yield { kind: "opened", destination, record, firstByteMs };
    const deltas = timed(provider.decode({ draft, route, wire, answer }), this.#parts.clock);
    for await (const event of closing(answer, deltas)) {
      if (event.kind === "failed") this.#learnFrom(event.failure, route);
      if (event.kind === "end") this.#count(event.usage, route, draft);
      yield event.kind === "failed"
        ? { ...event, failure: this.#shortened(event.failure, route, draft) }
        : event;
    }
  }

  #count(usage: Usage, route: Route, draft: Draft): void {
    this.#servers.speeds.note(route.provider.id, route.model, usage);
    const estimated = isSpoken(draft.task) ? draftTokens(draft) : undefined;
    this.#rooms.note(route, { estimated, counted: usage.promptTokens });
  }

  /** Of a conversation that was too long less goes along the next time, which the composer tells before that. */
  #shortened(failure: SendFailure, route: Route, draft: Draft): SendFailure {
    if (failure.kind !== "contextTooLong" || !isConversation(draft)) return failure;
    this.#rooms.halve(route);
    return { kind: "contextTooLong", canShorten: true };
  }

  /** Whether the server has to load the model first; asked before, since it may list a model that it is still loading. */
  async #isAbsent(route: Route, destination: Destination): Promise<boolean> {
    if (this.#order.trigger !== "person" || isCloud(destination.class) || destination.mayForward)
      return false;
    const found = await Promise.race([this.#servers.isAbsent(route), pause(memoryMs, this.#signal)]);
    return found === true;
  }

  /** What a server said before counts no more when its answer shows otherwise. */
  #learnFrom(failure: SendFailure, { provider, model }: Route): void {
    if (failure.kind === "forwarded") this.#servers.markForwarded(provider, model, failure.host);
    if (failure.kind === "modelMissing") this.#servers.forgetServer(provider);
  }
}

function failed(failure: SendFailure): SendEvent {
  return { kind: "failed", failure };
}
