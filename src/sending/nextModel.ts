import { classify } from "../destinations/classify.ts";
import { forecast } from "../gate/clear.ts";
import { chooseRoute } from "../routing/chooseRoute.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { isCloud, isFarther, nearer, staysHere, type Destination, type Reach } from "../terms/destination.ts";
import { isSameModel, type ModelRef } from "../terms/modelRef.ts";
import type { Task } from "../terms/task.ts";
import { findDeviceModel } from "./deviceModel.ts";
import { evidenceFor } from "./evidence.ts";
import { isOutage } from "./outage.ts";
import type { Order } from "./order.ts";
import type { SendFailure } from "./sendEvent.ts";
import type { SendingParts } from "./sendingParts.ts";
import type { Servers } from "./servers.ts";

/** What another model is looked for after. */
export type FailedTry = {
  readonly task: Task;
  readonly failure: SendFailure;
  /** Where the failed one went or would have gone, or nearer: what stands in for it goes no farther. */
  readonly reach: Reach;
  /** Whether the failed one was a cloud: only for that a model on this device stands in unasked. */
  readonly wasCloud: boolean;
  /** Models that need no second try. */
  readonly tried: readonly ModelRef[];
};

/** What the search is done with. */
export type NextModelParts = { readonly parts: SendingParts; readonly servers: Servers };

/** A server that failed, with the model that was wanted of it. */
export type FailedServer = { readonly provider: ProviderConfig; readonly model: string };

/** A server that is left alone for now, and why. */
export type RestingServer = FailedServer & { readonly failure: SendFailure };

/** The server of an order's own model, when it rests. */
export function restingServer(
  { task, model }: Pick<Order, "task" | "model">,
  { parts, servers }: NextModelParts,
): RestingServer | undefined {
  const ref = model ?? parts.chosen(task);
  const provider = parts.providers().find(({ id }) => id === ref?.provider);
  const failure = provider && servers.health.restsFor(provider);
  return ref && provider && failure && { provider, model: ref.model, failure };
}

/** A try that failed, with where it went as far as that is known. */
export function failedTry(
  {
    server: { provider, model },
    bound,
    ...rest
  }: Omit<FailedTry, "reach" | "wasCloud"> & {
    readonly server: FailedServer;
    /** The least safe place that the order allows. */
    readonly bound?: Reach | undefined;
  },
  { parts, servers }: NextModelParts,
): FailedTry {
  const report = servers.reported(provider, model);
  // That an Ollama is silent now does not make it one that may forward: what was wanted of it counts.
  const isSilent = provider.kind === "ollama" && report.kind === "unknown";
  const { destination } = classify(evidenceFor(provider, isSilent ? { kind: "errand" } : report, parts));
  const reach = bound === undefined ? destination : nearer(bound, destination);
  return { ...rest, reach, wasCloud: isCloud(destination.class) };
}

/** The models of the user's list that have not been tried. */
function untried({ task, tried }: FailedTry, { parts }: NextModelParts): readonly ModelRef[] {
  return [parts.chosen(task), ...parts.alternatives(task)]
    .filter((ref) => ref !== undefined)
    .filter((ref) => !tried.some((one) => isSameModel(one, ref)));
}

function providerOf(ref: ModelRef, { parts, servers }: NextModelParts): ProviderConfig | undefined {
  const provider = parts.providers().find(({ id }) => id === ref.provider);
  return provider === undefined || servers.health.restsFor(provider) !== undefined ? undefined : provider;
}

/** Where a model would be asked by what is known, when the gate would let it pass without a question. */
function openPlace(ref: ModelRef, task: Task, facts: NextModelParts): Destination | undefined {
  const { parts, servers } = facts;
  const provider = providerOf(ref, facts);
  if (provider === undefined) return undefined;
  const route = chooseRoute({ task, chosen: ref, providers: [provider], known: (one) => servers.known(one) });
  if (!route.ok) return undefined;
  const evidence = evidenceFor(provider, servers.reported(provider, ref.model), parts);
  const { destination, refusal } = forecast(evidence, parts.policy.current());
  return refusal === undefined ? destination : undefined;
}

/** Falling back never makes a text go farther, and never to a cloud. */
function isNearEnough(found: Destination | undefined, failed: FailedTry): boolean {
  return found !== undefined && !isCloud(found.class) && !isFarther(found, failed.reach);
}

/** Only a cloud that is out of order is stood in for unasked, and only by a model on this device. */
function mayTurnHome({ failure, wasCloud }: FailedTry): boolean {
  return wasCloud && isOutage(failure);
}

/**
 * The next model after a failed one, by what is known without asking: of the user's list, else after a cloud a model on
 * this device.
 */
export function knownNextModel(failed: FailedTry, facts: NextModelParts): ModelRef | undefined {
  const { task } = failed;
  const listed = untried(failed, facts).find((ref) => isNearEnough(openPlace(ref, task, facts), failed));
  return listed ?? (mayTurnHome(failed) ? knownDeviceModel(task, facts) : undefined);
}

function knownDeviceModel(task: Task, { parts, servers }: NextModelParts): ModelRef | undefined {
  for (const provider of parts.providers().filter(({ kind }) => kind === "ollama")) {
    const known = (one: ProviderConfig) => servers.known(one);
    const route = chooseRoute({ task, chosen: undefined, providers: [provider], known });
    if (!route.ok) continue;
    const { model } = route.value;
    const { destination } = classify(evidenceFor(provider, servers.reported(provider, model), parts));
    if (staysHere(destination)) return { provider: provider.id, model };
  }
  return undefined;
}

/** The same, asking the servers that may be of use what they have. */
export async function nextModel(failed: FailedTry, facts: NextModelParts): Promise<ModelRef | undefined> {
  const { task } = failed;
  const { parts, servers } = facts;
  for (const ref of untried(failed, facts)) {
    const provider = providerOf(ref, facts);
    if (provider !== undefined) await servers.preflight(provider, ref.model, "automatic");
    if (isNearEnough(openPlace(ref, task, facts), failed)) return ref;
  }
  if (!mayTurnHome(failed)) return undefined;
  return findDeviceModel(parts, servers, { task, trigger: "automatic" });
}
