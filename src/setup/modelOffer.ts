import { classify } from "../destinations/classify.ts";
import { heldBy } from "../gate/policy.ts";
import { knownInfill } from "../models/knownInfill.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { KnownModel, KnownServer } from "../routing/knownServer.ts";
import { atOneMoment, evidenceFor } from "../sending/evidence.ts";
import { explain } from "../sending/explain.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { allowance, type Destination } from "../terms/destination.ts";
import type { Refusal } from "../terms/refusal.ts";
import type { PickedTask } from "../terms/task.ts";
import { cutSentence } from "./modelFacts.ts";
import { modelChoices, pickableModels, type KnownBesides, type ModelChoice } from "./modelChoices.ts";
import { whyUnlisted } from "./whyUnlisted.ts";

/** A model that can be picked, with where it would go as far as that is known without asking for more. */
export type OfferedModel = ModelChoice & {
  readonly destination: Destination;
  /** Why the mode of this workspace keeps it from being used, in a sentence. */
  readonly forbidden?: string;
};

/** What can be picked from one provider for a task. */
export type ModelOffer = {
  readonly models: readonly OfferedModel[];
  /** Set when the provider has more than these: a sentence. */
  readonly cut?: string;
  /** Why none of them suits the task, and the ways on. */
  readonly nothing?: ProblemView;
};

/** What models are offered with. */
export type ModelOfferParts = Pick<OpenSending, "parts" | "servers" | "questionRefusal" | "ask"> &
  Pick<KnownBesides, "verdictOn">;

/**
 * Asks a provider for its models, as a person who opens the picker does. What the gate would refuse is not asked, so
 * that looking leaves no refusal in the ledger.
 */
export async function modelOffer(
  task: PickedTask,
  provider: ProviderConfig,
  { parts, servers, questionRefusal, ask, verdictOn }: ModelOfferParts,
): Promise<ModelOffer> {
  const refusal = questionRefusal({ kind: "list" }, provider);
  const server: KnownServer =
    refusal === undefined ? await servers.look(provider, "person") : { kind: "unasked" };
  const besides = {
    loaded: server.kind === "up" ? await loadedAt(provider, ask) : undefined,
    speed: (model: string) => servers.speeds.last(provider.id, model),
    verdictOn,
  };
  const surroundings = atOneMoment(parts);
  const models = modelChoices(provider, server, besides).map((choice): OfferedModel => {
    const report = servers.reported(provider, choice.model);
    const { destination } = classify(evidenceFor(provider, report, surroundings));
    return { ...choice, destination, ...forbidden(destination, choice.model, [provider, parts]) };
  });
  const cut = cutSentence(provider, server);
  const offered = { models, ...(cut !== undefined && { cut }) };
  const suits = (model: KnownModel): boolean => task === "chat" || knownInfill(model) !== undefined;
  if (pickableModels(provider, server).some(suits)) return offered;
  const nothing =
    whyUnlisted(provider, { refusal, server, policy: parts.policy.current() }) ??
    explain({ kind: "noModel", provider, task }, { server: provider.label, model: "" });
  return { ...offered, nothing };
}

/** What is in an Ollama's memory; `undefined`: it does not say. */
async function loadedAt(
  provider: ProviderConfig,
  ask: OpenSending["ask"],
): Promise<ReadonlySet<string> | undefined> {
  if (provider.kind !== "ollama") return undefined;
  const answer = await ask({ kind: "loaded" }, provider);
  if (!answer.ok || answer.value.kind !== "loaded") return undefined;
  return new Set(answer.value.models.map(({ digest }) => digest));
}

function forbidden(
  destination: Destination,
  model: string,
  [{ label }, { policy }]: readonly [ProviderConfig, Pick<OpenSending["parts"], "policy">],
): Pick<OfferedModel, "forbidden"> {
  const now = policy.current();
  if (allowance(destination, now.mode) !== "never") return {};
  const refusal: Refusal =
    destination.class === "blocked"
      ? { kind: "destinationBlocked", destination }
      : { kind: "modeForbids", mode: now.mode, setBy: heldBy(now), destination };
  return { forbidden: explain(refusal, { server: label, model }).sentence };
}
