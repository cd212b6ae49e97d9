import { err, ok, type Result } from "../base/result.ts";
import { forecast, type Forecast } from "../gate/clear.ts";
import { heldBy } from "../gate/policy.ts";
import { chooseRoute, type NoRoute } from "../routing/chooseRoute.ts";
import type { Route } from "../routing/route.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { Task } from "../terms/task.ts";
import { Changes } from "./changes.ts";
import { evidenceFor } from "./evidence.ts";
import {
  failedTry,
  knownNextModel,
  restingServer,
  type NextModelParts,
  type RestingServer,
} from "./nextModel.ts";
import { ModelRooms } from "./modelRooms.ts";
import type { Order } from "./order.ts";
import { Redactions } from "./redactions.ts";
import type { SendEvent } from "./sendEvent.ts";
import type { SendingParts } from "./sendingParts.ts";
import { SendOnce } from "./sendOnce.ts";
import { sendOrFallBack } from "./sendOrFallBack.ts";
import type { Servers } from "./servers.ts";

/** A send about to happen: where it would go and what the gate would say, for the line above the composer. */
export type Outlook = Result<
  Forecast & {
    readonly route: Route;
    /** The server of the chosen model, when it is left alone for now and this route stands in for it. */
    readonly insteadOf?: RestingServer;
  } & Rest,
  (NoRoute | Extract<Refusal, { kind: "paused" }>) & Rest
>;

/** Seconds until a server that did not answer is asked for what nobody started; a person's act asks it at once. */
type Rest = { readonly againInS?: number };

/** What an outlook is asked for. */
export type OutlookWish = { readonly model?: ModelRef; readonly conversation?: string };

/** The one send. */
export type Sending = {
  /** Route, draft, exact bytes, gate, door, answer. Never throws for an expected failure: that is the last event. */
  readonly send: (order: Order, signal: AbortSignal) => AsyncGenerator<SendEvent>;
  /** Where the next send of a task would go, from what is known now; asks nothing. */
  readonly outlook: (task: Task, wish?: OutlookWish) => Outlook;
};

function standInFor(task: Task, rests: RestingServer, facts: NextModelParts): ModelRef | undefined {
  const tried = [{ provider: rests.provider.id, model: rests.model }];
  return knownNextModel(failedTry({ task, server: rests, failure: rests.failure, tried }, facts), facts);
}

function restOf(provider: ProviderConfig, servers: Servers): Rest {
  const rest = servers.restsFor(provider);
  return rest === undefined ? {} : { againInS: rest.againInS };
}

/** Makes the one send. */
export function createSending(parts: SendingParts, servers: Servers): Sending {
  const rooms = new ModelRooms();
  const choose = (task: Task, model: ModelRef | undefined): Result<Route, NoRoute> => {
    const route = chooseRoute({
      task,
      chosen: model ?? parts.chosen(task),
      providers: parts.providers(),
      known: (provider) => servers.known(provider),
    });
    if (route.ok) return ok({ ...route.value, ...rooms.of(route.value) });
    if (route.error.kind !== "serverDown" || route.error.reason !== "notAllowed") return route;
    return err({ ...route.error, heldBy: heldBy(parts.policy.current()) });
  };
  const redactions = new Redactions();
  return {
    send: (order, signal) => {
      const changes = new Changes(redactions.of(order.conversation));
      const once = (one: Order) =>
        new SendOnce({ parts, servers, rooms, choose, order: one, signal, changes }).run();
      return sendOrFallBack(order, { parts, servers, once, changes });
    },
    outlook: (task, { model, conversation } = {}) => {
      const rests = restingServer({ task, ...(model && { model }) }, { parts, servers });
      const standIn = rests && standInFor(task, rests, { parts, servers });
      const route = choose(task, standIn ?? model);
      const policy = parts.policy.current();
      // While paused nobody is asked, so that a server was not asked is no news.
      if (!route.ok && policy.paused) return err({ kind: "paused" });
      if (!route.ok) {
        const { error } = route;
        return error.kind === "serverDown" ? err({ ...error, ...restOf(error.provider, servers) }) : route;
      }
      const report = servers.reported(route.value.provider, route.value.model);
      const evidence = evidenceFor(route.value.provider, report, parts);
      const use = { task, conversation, nowMs: Date.parse(parts.now()) };
      return ok({
        route: route.value,
        ...forecast(evidence, policy, use),
        ...restOf(route.value.provider, servers),
        ...(standIn && { insteadOf: rests }),
      });
    },
  };
}
