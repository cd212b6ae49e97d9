import type { Route } from "../routing/route.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { failedTry, nextModel, restingServer, type FailedServer, type NextModelParts } from "./nextModel.ts";
import type { Changes } from "./changes.ts";
import type { Order } from "./order.ts";
import { isOutage, isSilence, mayGoOn } from "./outage.ts";
import type { SendEvent, SendFailure } from "./sendEvent.ts";

/** What falling back is done with. */
export type FallbackParts = NextModelParts & {
  /** What the user decides about the order on the way. */
  readonly changes: Pick<Changes, "isHome">;
  /** Carries out one order, with one model. */
  readonly once: (order: Order) => AsyncGenerator<SendEvent>;
};

/** What one try came to: nothing to go on from once a word has come. */
type Try = { route?: Route; isSent: boolean; isBegun: boolean; failure?: SendFailure };

/** Passes a try on, but for its failure, which may not be the last word. */
async function* watched(events: AsyncIterable<SendEvent>, into: Try): AsyncGenerator<SendEvent> {
  for await (const event of events) {
    if (event.kind === "routed") into.route = event.route;
    if (event.kind === "sending") into.isSent = true;
    if ("text" in event) into.isBegun = true;
    if (event.kind === "failed") into.failure = event.failure;
    else yield event;
  }
}

function failedServer({
  route,
  failure,
}: {
  readonly route?: Route | undefined;
  readonly failure?: SendFailure | undefined;
}): FailedServer | undefined {
  if (route !== undefined) return { provider: route.provider, model: route.model };
  if (failure === undefined || !("provider" in failure) || typeof failure.provider === "string")
    return undefined;
  return { provider: failure.provider, model: "model" in failure ? failure.model : "" };
}

/** One order on its way from model to model. */
class FallingBack {
  readonly #order: Order;
  readonly #facts: FallbackParts;
  readonly #tried: ModelRef[] = [];
  #current: Order;

  constructor(order: Order, facts: FallbackParts) {
    this.#order = order;
    this.#facts = facts;
    this.#current = order;
  }

  async *run(): AsyncGenerator<SendEvent> {
    yield* this.#spare();
    const tries: Try[] = [];
    for (;;) {
      const now: Try = { isSent: false, isBegun: false };
      tries.push(now);
      yield* watched(this.#facts.once(this.#current), now);
      this.#note(now);
      if (now.failure === undefined) return;
      const next = await this.#next(now, now.failure);
      if (next === undefined) {
        yield* this.#lastWord(tries, now);
        return;
      }
      yield next;
    }
  }

  /** A server that rests is not even tried while another model can stand in. */
  async *#spare(): AsyncGenerator<SendEvent> {
    const rests = restingServer(this.#order, this.#facts);
    const next = rests && (await this.#turn(rests, rests.failure));
    if (next === undefined) this.#tried.length = 0;
    else yield next;
  }

  #note({ route, failure }: Try): void {
    const { health } = this.#facts.servers;
    if (failure === undefined) {
      if (route !== undefined) health.answered(route.provider);
      return;
    }
    const server = failedServer({ route, failure });
    if (server !== undefined) health.failed(server.provider, failure, this.#order.task);
  }

  async #next(now: Try, failure: SendFailure): Promise<SendEvent | undefined> {
    const server = failedServer(now);
    return server === undefined || now.isBegun || !this.#mayGoOn(failure)
      ? undefined
      : this.#turn(server, failure);
  }

  /** A model that was asked for by name, and is not there, is not quietly another one. */
  #mayGoOn(failure: SendFailure): boolean {
    return this.#order.model === undefined ? mayGoOn(failure) : isOutage(failure);
  }

  /** Turns to the next model, if there is one. */
  async #turn(server: FailedServer, failure: SendFailure): Promise<SendEvent | undefined> {
    const { task, onDevice, noStandIn, onlyModel, noFartherThan: bound } = this.#order;
    if (onDevice === true || noStandIn === true || onlyModel === true || this.#facts.changes.isHome)
      return undefined;
    this.#tried.push({ provider: server.provider.id, model: server.model });
    const failed = failedTry({ task, server, failure, tried: this.#tried, bound }, this.#facts);
    const model = await nextModel(failed, this.#facts);
    if (model === undefined) return undefined;
    this.#current = {
      ...this.#order,
      model,
      // They sent it to another one.
      askNobody: true,
      noFartherThan: failed.reach,
    };
    return { kind: "fellBack", server: server.provider, model: server.model, failure };
  }

  /** The first failure counts, unless something had come; who else got the text is told all the same. */
  *#lastWord(tries: readonly Try[], now: Try): Generator<SendEvent> {
    const told = now.isBegun ? now : (tries[0] ?? now);
    const { route, failure } = told;
    const others = tries.filter((one) => one !== told && one.isSent);
    const alsoSentTo = others.flatMap((one) => (one.route === undefined ? [] : [one.route.provider.label]));
    if (route !== undefined && route !== now.route) yield { kind: "routed", route };
    if (failure === undefined) return;
    yield {
      ...{ kind: "failed", failure, ...this.#rest(told) },
      ...(alsoSentTo.length > 0 && { alsoSentTo }),
    };
  }

  /** Only what nobody started waits for a server that did not answer. */
  #rest(told: Try): { readonly againInS?: number } {
    const { servers } = this.#facts;
    const server = told.failure && isSilence(told.failure) ? failedServer(told) : undefined;
    const rest = server && this.#order.trigger === "automatic" && servers.restsFor(server.provider);
    return rest ? { againInS: rest.againInS } : {};
  }
}

/**
 * Carries out an order. When its server fails before a word has come, the next model is tried as long as there is one;
 * a server that rests is not even tried then. When none of them answers, the first failure is what counts.
 */
export function sendOrFallBack(order: Order, facts: FallbackParts): AsyncGenerator<SendEvent> {
  return new FallingBack(order, facts).run();
}
