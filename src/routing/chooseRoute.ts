import { err, ok, type Result } from "../base/result.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import { makesEmbeddings } from "../models/embedding.ts";
import { knownInfill } from "../models/knownInfill.ts";
import { usableContext } from "../models/usableContext.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { presetOf } from "../settings/providerPresets.ts";
import type { ModeSetBy } from "../terms/mode.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { isSpoken, type Task } from "../terms/task.ts";
import { findModel, isHeldBack, type DownReason, type KnownModel, type KnownServer } from "./knownServer.ts";
import type { Route } from "./route.ts";
import { routeInfill } from "./routeInfill.ts";
import { routeSight } from "./routeSight.ts";

/** Why there is no route for a task. */
export type NoRoute =
  /** The chosen provider is not configured. */
  | { readonly kind: "providerUnknown"; readonly provider: string }
  /** The server that would be used does not answer. */
  | {
      readonly kind: "serverDown";
      readonly provider: ProviderConfig;
      readonly reason: DownReason;
      /** Who keeps the mode from being looser, where the mode is why. */
      readonly heldBy?: ModeSetBy;
    }
  /** The server has not been asked yet. */
  | { readonly kind: "unasked"; readonly provider: ProviderConfig }
  /** The server has no model that suits the task. */
  | { readonly kind: "noModel"; readonly provider: ProviderConfig; readonly task: Task }
  /** The provider's API only chats: it does not continue a text as it is. */
  | { readonly kind: "cannotComplete"; readonly provider: ProviderConfig }
  /** A picture stands beside the question, and the model cannot see. */
  | { readonly kind: "cannotSee"; readonly provider: ProviderConfig; readonly model: string }
  /** A model on this device was asked for, and there is none that suits the task. */
  | { readonly kind: "noDeviceModel"; readonly task: Task }
  /** The chosen model is not there. */
  | { readonly kind: "modelNotListed"; readonly provider: ProviderConfig; readonly model: string };

/** What a choice is made from. */
export type RouteFacts = {
  readonly task: Task;
  /** The user's choice for the task, if any. */
  readonly chosen: ModelRef | undefined;
  /** Configured providers; the first is asked when nothing is chosen. */
  readonly providers: readonly ProviderConfig[];
  readonly known: (provider: ProviderConfig) => KnownServer;
};

/** Chooses the route for a task: the user's choice, or for an empty choice the first provider's most suitable model. */
export function chooseRoute(facts: RouteFacts): Result<Route, NoRoute> {
  const { chosen, providers } = facts;
  const wanted = chosen?.provider ?? providers[0]?.id ?? "";
  const provider = providers.find(({ id }) => id === wanted);
  if (provider === undefined) return err({ kind: "providerUnknown", provider: wanted });
  if (!offers(provider, facts.task)) return err({ kind: "cannotComplete", provider });
  return chosen === undefined ? automatic(provider, facts) : picked(provider, chosen.model, facts);
}

/** Whether the API of a provider has a request for a task at all. */
function offers({ kind }: ProviderConfig, task: Task): boolean {
  const { wire, continuesText } = presetOf(kind);
  return isSpoken(task) || (task === "completion" ? continuesText : wire !== "anthropic");
}

function picked(provider: ProviderConfig, model: string, facts: RouteFacts): Result<Route, NoRoute> {
  const server = facts.known(provider);
  // Only Ollama's list is needed for a route; any other server is tried, whatever became of it the last time.
  if (provider.kind === "ollama" && server.kind === "down" && !isHeldBack(server.reason)) {
    return err({ kind: "serverDown", provider, reason: server.reason });
  }
  const known = server.kind === "up" ? findModel(server, model) : undefined;
  // A server is only the authority on its own list where the list is complete: Ollama's. And a cloud name is never
  // on that list; it goes on to the gate, which says why it is refused.
  const isListed =
    known !== undefined || provider.kind !== "ollama" || server.kind !== "up" || isCloudName(model);
  return isListed
    ? ok(makeRoute(provider, known ?? { name: model, generates: true }, facts.task))
    : err({ kind: "modelNotListed", provider, model });
}

function automatic(provider: ProviderConfig, { known, task }: RouteFacts): Result<Route, NoRoute> {
  const server = known(provider);
  if (server.kind === "unasked") return err({ kind: "unasked", provider });
  if (server.kind === "down") return err({ kind: "serverDown", provider, reason: server.reason });
  const model = suitableModels(server.models, task)[0];
  return model === undefined
    ? err({ kind: "noModel", provider, task })
    : ok(makeRoute(provider, model, task));
}

/**
 * The models of a server that may be chosen for the user, best first: those that run where the server runs, and for
 * completion only those that fill in.
 */
export function suitableModels(models: readonly KnownModel[], task: Task): readonly KnownModel[] {
  return models.filter((candidate) => suits(candidate, task)).sort(byFitness(task));
}

function suits(model: KnownModel, task: Task): boolean {
  const staysThere = model.remoteHost === undefined && !isCloudName(model.name);
  return staysThere && fits[task](model);
}

/** What each task needs of a model. */
const fits: { readonly [T in Task]: (model: KnownModel) => boolean } = {
  chat: ({ generates }) => generates,
  completion: (model) => model.generates && knownInfill(model) !== undefined,
  edit: ({ generates }) => generates,
  commit: ({ generates }) => generates,
  embed: makesEmbeddings,
};

/** What is said in words wants the largest model (quality), any other task the smallest (speed); a tie goes by name. */
function byFitness(task: Task): (a: KnownModel, b: KnownModel) => number {
  const sign = isSpoken(task) ? -1 : 1;
  return (a, b) => sign * ((a.bytes ?? 0) - (b.bytes ?? 0)) || a.name.localeCompare(b.name);
}

/**
 * The context length of a route, in tokens. Any server but Ollama was started with its own, so what it tells counts; one
 * that tells none is taken to have no more than Ollama is asked for.
 */
function contextFor({ kind }: ProviderConfig, { contextTokens }: KnownModel): number {
  const isAsked = presetOf(kind).wire === "ollama";
  return isAsked || contextTokens === undefined ? usableContext(contextTokens) : contextTokens;
}

function makeRoute(provider: ProviderConfig, model: KnownModel, task: Task): Route {
  return {
    task,
    provider,
    model: model.name,
    wireModel: model.name,
    contextTokens: contextFor(provider, model),
    ...routeInfill(task, model),
    ...(model.answerTokens !== undefined && { answerTokens: model.answerTokens }),
    ...routeSight(model),
  };
}
