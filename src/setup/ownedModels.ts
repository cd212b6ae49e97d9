import { classify } from "../destinations/classify.ts";
import type { ProblemView } from "../protocol/messages.ts";
import type { KnownModel, KnownServer } from "../routing/knownServer.ts";
import { atOneMoment, evidenceFor } from "../sending/evidence.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Destination } from "../terms/destination.ts";
import { abilityWords, cutSentence, elsewhereWords, makeWords } from "./modelFacts.ts";
import { shortDigest, type ModelPins } from "./modelPins.ts";
import { whyUnlisted } from "./whyUnlisted.ts";
import { say } from "../terms/words.ts";

/** A model of a server that can be told about its models. */
export type OwnedModel = {
  readonly provider: ProviderConfig;
  readonly model: KnownModel;
  readonly destination: Destination;
  /** Whether it is in the server's memory; `undefined`: the server did not say. */
  readonly isLoaded: boolean | undefined;
  readonly isPinned: boolean;
  /** One line about it. */
  readonly detail: string;
};

/** The models of one server. */
export type OwnedModels = {
  readonly provider: ProviderConfig;
  readonly models: readonly OwnedModel[];
  /** Why there are none or not all, and the ways on. */
  readonly note?: ProblemView;
};

/**
 * The models of a provider's server, asked anew. Nothing is asked about each of them: there may be thousands. What the
 * gate would refuse is not asked: what is known of the server stays, and looking leaves no refusal in the ledger.
 */
export async function ownedModels(
  provider: ProviderConfig,
  sources: Pick<OpenSending, "parts" | "servers" | "ask" | "questionRefusal">,
  pins: ModelPins,
): Promise<OwnedModels> {
  const { parts, servers, questionRefusal } = sources;
  const refusal = questionRefusal({ kind: "list" }, provider);
  if (refusal === undefined) servers.forgetServer(provider);
  const server: KnownServer =
    refusal === undefined ? await servers.look(provider, "person") : { kind: "unasked" };
  const why = whyUnlisted(provider, { refusal, server, policy: parts.policy.current() });
  if (why !== undefined || server.kind !== "up") return { provider, models: [], ...(why && { note: why }) };
  const cut = cutSentence(provider, server);
  return {
    provider,
    models: await listed(provider, server, { ...sources, pins }),
    ...(cut !== undefined && { note: { sentence: cut, steps: [] } }),
  };
}

async function listed(
  provider: ProviderConfig,
  server: Extract<KnownServer, { kind: "up" }>,
  {
    parts,
    servers,
    ask,
    pins,
  }: Pick<OpenSending, "parts" | "servers" | "ask"> & { readonly pins: ModelPins },
): Promise<readonly OwnedModel[]> {
  const answer = await ask({ kind: "loaded" }, provider);
  const loaded = answer.ok && answer.value.kind === "loaded" ? answer.value.models : undefined;
  const digests = loaded && new Set(loaded.map(({ digest }) => digest));
  const surroundings = atOneMoment(parts);
  return server.models.map((model) => {
    const isLoaded = model.digest === undefined ? undefined : digests?.has(model.digest);
    const pinned = pins.pinned({ provider: provider.id, model: model.name });
    const report = servers.reported(provider, model.name);
    const detail = [
      provider.label,
      ...elsewhereWords(provider, model),
      ...makeWords(model),
      ...abilityWords(model),
      ...(model.digest === undefined ? [] : [shortDigest(model.digest)]),
      ...(isLoaded === true ? [say("in memory")] : []),
      ...(pinned === undefined
        ? []
        : [pinned === model.digest ? "pinned" : say("pinned to {0}", shortDigest(pinned))]),
    ].join(" · ");
    const { destination } = classify(evidenceFor(provider, report, surroundings));
    return { provider, model, destination, isLoaded, isPinned: pinned !== undefined, detail };
  });
}
