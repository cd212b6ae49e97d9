import { err, ok, type Result } from "../base/result.ts";
import type { Evidence } from "../destinations/evidence.ts";
import type { Answer } from "../egress/answer.ts";
import { clear, consentOrigin, forecast, type Consent, type Forecast } from "../gate/clear.ts";
import type { ClearedRequest } from "../gate/clearedRequest.ts";
import type { WireRequest } from "../gate/wireRequest.ts";
import { draftSources, type Draft } from "../prompt/draft.ts";
import type { Delta, Provider } from "../providers/provider.ts";
import { chooseRoute, type NoRoute } from "../routing/chooseRoute.ts";
import type { Route } from "../routing/route.ts";
import { usableContext } from "../models/usableContext.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Task, Trigger } from "../terms/task.ts";
import { evidenceFor } from "./evidence.ts";
import { recordRefusal } from "./recordRefusal.ts";
import type { SendEvent, SendFailure } from "./sendEvent.ts";
import type { SendingParts } from "./sendingParts.ts";
import type { Servers } from "./servers.ts";

/** Something a feature wants sent. */
export type Order = {
  readonly task: Task;
  readonly trigger: Trigger;
  /** Instead of the model the settings name. */
  readonly model?: ModelRef;
  /** Builds the draft once the route is known. */
  readonly draft: (route: Route) => Draft;
};

/** A send about to happen: where it would go and what the gate would say, for the line above the composer. */
export type Outlook = Result<Forecast & { readonly route: Route }, NoRoute>;

/** The one send. */
export type Sending = {
  /** Route, draft, exact bytes, gate, door, answer. Never throws for an expected failure: that is the last event. */
  readonly send: (order: Order, signal: AbortSignal) => AsyncGenerator<SendEvent>;
  /** Where the next send of a task would go, from what is known now; asks nothing. */
  readonly outlook: (task: Task, model?: ModelRef) => Outlook;
};

/** How often consent may be asked about one send: a destination can need confirming and then reviewing. */
const mostQuestions = 3;

type Prepared = {
  readonly provider: Provider;
  readonly route: Route;
  readonly draft: Draft;
  readonly wire: WireRequest;
  readonly evidence: Evidence;
};

/** Makes the one send. */
export function createSending(parts: SendingParts, servers: Servers): Sending {
  const choose = (task: Task, model: ModelRef | undefined): Result<Route, NoRoute> =>
    chooseRoute({
      task,
      chosen: model ?? parts.chosen(task),
      providers: parts.providers(),
      known: (provider) => servers.known(provider),
    });
  return {
    send: (order, signal) => new Send(parts, servers, order, signal).run(choose),
    outlook: (task, model) => {
      const route = choose(task, model);
      if (!route.ok) return route;
      const report = servers.reported(route.value.provider, route.value.model);
      const policy = parts.policy.current();
      const evidence = evidenceFor(route.value.provider, report, parts);
      return ok({ route: route.value, ...forecast(evidence, policy) });
    },
  };
}

/** One order on its way. */
class Send {
  readonly #parts: SendingParts;
  readonly #servers: Servers;
  readonly #order: Order;
  readonly #signal: AbortSignal;

  constructor(parts: SendingParts, servers: Servers, order: Order, signal: AbortSignal) {
    this.#parts = parts;
    this.#servers = servers;
    this.#order = order;
    this.#signal = signal;
  }

  async *run(
    choose: (task: Task, model: ModelRef | undefined) => Result<Route, NoRoute>,
  ): AsyncGenerator<SendEvent> {
    if (this.#parts.policy.current().paused) {
      yield failed({ kind: "paused" });
      return;
    }
    const chosen = await orStopped(this.#route(choose), this.#signal);
    if (!chosen.ok) {
      yield failed(chosen.error);
      return;
    }
    yield { kind: "routed", route: chosen.value };
    const cleared = await orStopped(this.#clear(chosen.value), this.#signal);
    if (!cleared.ok) {
      yield failed(cleared.error);
      return;
    }
    yield* this.#open(cleared.value.request, cleared.value.prepared);
  }

  async #route(
    choose: (task: Task, model: ModelRef | undefined) => Result<Route, NoRoute>,
  ): Promise<Result<Route, NoRoute>> {
    const { task, model, trigger } = this.#order;
    const wanted = (model ?? this.#parts.chosen(task))?.provider;
    const provider = this.#parts.providers().find(({ id }) => wanted === undefined || id === wanted);
    // Only Ollama's own list is needed before a send: what it forwards must be known.
    if (provider?.kind === "ollama") await this.#servers.look(provider, trigger);
    return choose(task, model);
  }

  async #clear(
    route: Route,
  ): Promise<Result<{ readonly request: ClearedRequest; readonly prepared: Prepared }, SendFailure>> {
    let consent: Consent | undefined;
    for (let asked = 0; ; asked += 1) {
      const prepared = await this.#prepare(route);
      const { draft, wire, evidence } = prepared;
      const policy = this.#parts.policy.current();
      const judged = clear({
        draft,
        route: prepared.route,
        wire,
        evidence,
        policy,
        trigger: this.#order.trigger,
        ...(consent && { consent }),
      });
      if (judged.ok) return ok({ request: judged.value, prepared });
      // Whoever stopped this is not asked about it any more.
      if (this.#signal.aborted) return err({ kind: "stopped" });
      const answered = asked < mostQuestions ? await this.#ask(judged.error, prepared) : undefined;
      if (answered === undefined || !answered.yes)
        return err(this.#refuse(answered === undefined ? judged.error : answered.refusal, prepared));
      consent = answered.consent;
    }
  }

  async #prepare(chosen: Route): Promise<Prepared> {
    const { task, trigger } = this.#order;
    const flight = await this.#servers.preflight(chosen.provider, chosen.model, trigger);
    const contextTokens =
      flight.contextTokens === undefined ? chosen.contextTokens : usableContext(flight.contextTokens);
    const route: Route = { ...chosen, task, wireModel: flight.wireModel, contextTokens };
    const provider = await this.#parts.load(route.provider.kind);
    const draft = this.#order.draft(route);
    const wire = await provider.encode(draft, route);
    return {
      provider,
      route,
      draft,
      wire,
      evidence: evidenceFor(route.provider, flight.report, this.#parts),
    };
  }

  /** Asks a person, when a person started this and a yes would help. `undefined`: there is nothing to ask. */
  async #ask(
    refusal: Refusal,
    { draft, route, wire }: Prepared,
  ): Promise<{ yes: true; consent?: Consent } | { yes: false; refusal: Refusal } | undefined> {
    if (this.#order.trigger !== "person") return undefined;
    if (refusal.kind === "needsConfirmation") {
      const yes = await this.#parts.consent.confirm(refusal.destination, refusal.key);
      return yes ? { yes } : { yes, refusal: { kind: "declined", destination: refusal.destination } };
    }
    if (refusal.kind !== "needsConsent") return undefined;
    const { destination, bodySha256 } = refusal;
    const answer = await this.#parts.consent.review(
      {
        destination,
        provider: route.provider.label,
        model: route.model,
        task: draft.task,
        wire,
        draft,
        findings: [],
        screenedWhole: true,
        keeps: ["once"],
      },
      this.#signal,
    );
    const yes = answer.kind === "send";
    return yes
      ? { yes, consent: { bodySha256, origin: consentOrigin(destination) } }
      : { yes, refusal: { kind: "declined", destination } };
  }

  #refuse(refusal: Refusal, { draft, route, wire, evidence }: Prepared): SendFailure {
    const sources = draftSources(draft);
    const isRecorded = recordRefusal(refusal, {
      purpose: draft.task,
      provider: route.provider,
      evidence,
      parts: this.#parts,
      model: route.model,
      wire,
      sources,
    });
    return isRecorded ? refusal : { kind: "ledgerFailed" };
  }

  async *#open(
    request: ClearedRequest,
    { provider, route, draft, wire }: Prepared,
  ): AsyncGenerator<SendEvent> {
    const opened = await this.#parts.door.open(request, this.#signal);
    if (!opened.ok) {
      if (opened.error.kind === "unreachable") this.#servers.markDown(route.provider);
      yield failed(opened.error);
      return;
    }
    const answer = opened.value;
    const { destination, record, firstByteMs } = answer;
    yield { kind: "opened", destination, record, firstByteMs };
    for await (const event of closing(answer, provider.decode({ draft, route, wire, answer }))) {
      if (event.kind === "failed" && event.failure.kind === "forwarded") {
        this.#servers.markForwarded(route.provider, route.model, event.failure.host);
      }
      yield event;
    }
  }
}

/** What a step finds, or `stopped` as soon as the signal aborts: nobody waits for a server that hangs. */
function orStopped<T, E>(
  step: Promise<Result<T, E>>,
  signal: AbortSignal,
): Promise<Result<T, E | { readonly kind: "stopped" }>> {
  if (signal.aborted) return Promise.resolve(err({ kind: "stopped" }));
  return new Promise((resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        resolve(err({ kind: "stopped" }));
      },
      { once: true },
    );
    step.then(resolve, reject);
  });
}

function failed(failure: SendFailure): SendEvent {
  return { kind: "failed", failure };
}

/** Passes deltas on and records how the answer ended, also when nobody listens any more. */
async function* closing(answer: Answer, deltas: AsyncIterable<Delta>): AsyncGenerator<SendEvent> {
  try {
    for await (const delta of deltas) {
      if (delta.kind === "end") {
        const { promptTokens, answerTokens } = delta.usage;
        answer.close({
          outcome: "done",
          ...(promptTokens !== undefined && { promptTokens }),
          ...(answerTokens !== undefined && { answerTokens }),
        });
      } else if (delta.kind === "failed") answer.close({ outcome: delta.failure.kind });
      yield delta;
    }
  } finally {
    answer.close({ outcome: "stopped" });
  }
}
