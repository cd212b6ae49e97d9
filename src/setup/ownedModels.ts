import { classify } from "../destinations/classify.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import { atOneMoment, evidenceFor } from "../sending/evidence.ts";
import type { OpenSending } from "../sending/openSending.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Destination } from "../terms/destination.ts";
import { abilityWords, elsewhereWords, makeWords } from "./modelFacts.ts";
import { shortDigest, type ModelPins } from "./modelPins.ts";

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

/** The models of a provider's server, asked anew. Nothing is asked about each of them: there may be thousands. */
export async function ownedModels(
  provider: ProviderConfig,
  { parts, servers, ask }: Pick<OpenSending, "parts" | "servers" | "ask">,
  pins: ModelPins,
): Promise<readonly OwnedModel[]> {
  servers.forgetServer(provider);
  const server = await servers.look(provider, "person");
  if (server.kind !== "up") return [];
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
      ...(isLoaded === true ? ["in memory"] : []),
      ...(pinned === undefined
        ? []
        : [pinned === model.digest ? "pinned" : `pinned to ${shortDigest(pinned)}`]),
    ].join(" · ");
    const { destination } = classify(evidenceFor(provider, report, surroundings));
    return { provider, model, destination, isLoaded, isPinned: pinned !== undefined, detail };
  });
}
