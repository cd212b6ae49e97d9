import type { ChoreFailure, ChoreOrder } from "../sending/chores.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { usableContext } from "../models/usableContext.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { confirmChore } from "./confirmChore.ts";
import { explainChore } from "./choreWords.ts";
import type { Fetched } from "./fetchModel.ts";
import type { Question } from "./pullWords.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { say } from "../terms/words.ts";

/** What is changed about a model that is there. */
export type Change = "load" | "unload" | "delete";

/** What a model is changed with; `ask` shows a dialog that only a person answers. */
export type ChangeParts = Pick<OpenSending, "parts" | "servers" | "chores"> & {
  readonly ask: (question: Question) => Promise<boolean>;
  /** Aborts when the person cancels: then the connection is closed. */
  readonly signal: AbortSignal;
};

/** Asks whether a model shall be removed, with what that frees. */
function removeQuestion({ label }: ProviderConfig, { name, bytes }: KnownModel): Question {
  const frees =
    bytes === undefined
      ? say("What that frees is unknown.")
      : say("That frees up to {0}: parts that other models share stay.", sizeWords(bytes));
  return {
    title: say("Remove {0} from {1}?", name, label),
    detail: say(
      "{0} Every program that uses this server loses the model; to have it back it must be pulled again.",
      frees,
    ),
    button: say("Remove"),
  };
}

/**
 * Has a server load, unload or remove a model, as a person asked. Loading is judged by a pre-flight like a send, and asks
 * for the same context length, so that the next send need not load it again.
 */
export async function changeModel(
  change: Change,
  [provider, model]: readonly [ProviderConfig, KnownModel],
  { parts, servers, chores, ask, signal }: ChangeParts,
): Promise<Fetched> {
  const order = await orderOf(change, [provider, model], servers);
  if (!(await confirmChore(order, { parts, chores }))) return { kind: "declined" };
  const yes = change === "delete" ? chores.forecast(order)?.yes : undefined;
  if (yes !== undefined && !(await ask(removeQuestion(provider, model)))) return { kind: "declined" };
  const failure = await run({ ...order, ...(yes && { consent: yes }) }, chores, signal);
  servers.forgetServer(provider);
  if (failure === undefined) return { kind: "done" };
  if (failure.kind === "stopped" && signal.aborted) return { kind: "declined" };
  return failed(failure, [provider, model], servers);
}

function failed(
  failure: ChoreFailure,
  [provider, model]: readonly [ProviderConfig, KnownModel],
  servers: ChangeParts["servers"],
): Fetched {
  // A model whose word was found out keeps its mark for sends as well.
  if (failure.kind === "forwarded") servers.markForwarded(provider, model.name, failure.host);
  return {
    kind: "failed",
    ...explainChore(failure, { server: provider.label, model: model.name, url: provider.url }),
  };
}

async function orderOf(
  change: Change,
  [provider, { name, contextTokens }]: readonly [ProviderConfig, KnownModel],
  servers: ChangeParts["servers"],
): Promise<ChoreOrder> {
  if (change === "delete")
    return { chore: { kind: "delete", model: name }, provider, report: { kind: "errand" } };
  const flight = await servers.preflight(provider, name, "person");
  const { report, wireModel: model } = flight;
  if (change === "unload") return { chore: { kind: "unload", model }, provider, report };
  const tokens = usableContext(flight.contextTokens ?? contextTokens);
  return { chore: { kind: "load", model, contextTokens: tokens }, provider, report };
}

async function run(
  order: ChoreOrder,
  chores: ChangeParts["chores"],
  signal: AbortSignal,
): Promise<ChoreFailure | undefined> {
  for await (const event of chores.run(order, signal)) if (event.kind === "failed") return event.failure;
  return undefined;
}
