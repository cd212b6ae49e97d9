import { isCloudName } from "../destinations/cloudName.ts";
import { infillFormat } from "../models/infill.ts";
import type { KnownModel, KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";

/** A model as the picker offers it. */
export type ModelChoice = {
  /** What the setting will hold. */
  readonly ref: ModelRef;
  readonly model: string;
  /** `Ollama · fills in code · 1.1 GB`. */
  readonly detail: string;
};

function detailOf(provider: ProviderConfig, facts: readonly (string | undefined)[]): string {
  return [provider.label, ...facts.filter((fact) => fact !== undefined)].join(" · ");
}

/** The models of one provider: what its server lists, else what the settings name. */
export function modelChoices(provider: ProviderConfig, server: KnownServer): readonly ModelChoice[] {
  const listed = server.kind === "up" ? server.models.filter(({ generates }) => generates) : [];
  const names = new Set(listed.map(({ name }) => name));
  const configured = provider.models
    .filter((name) => !names.has(name))
    .map((name): KnownModel => ({ name, generates: true }));
  return [...listed, ...configured].map((model) => {
    const { bytes, remoteHost } = model;
    const remote = remoteHost === undefined ? undefined : `runs on ${remoteHost}`;
    return {
      ref: { provider: provider.id, model: model.name },
      model: model.name,
      detail: detailOf(provider, [
        remote ??
          (provider.kind === "ollama" && isCloudName(model.name) ? "runs in Ollama's cloud" : undefined),
        infillFormat(model.name) === undefined ? undefined : "fills in code",
        bytes === undefined ? undefined : `${(bytes / 1e9).toFixed(1)} GB`,
      ]),
    };
  });
}
