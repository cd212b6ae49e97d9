import type { KnownModel, KnownServer } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import { abilityWords, elsewhereWords, makeWords, speedWords } from "./modelFacts.ts";
import { say } from "../terms/words.ts";

/** A model as the picker offers it. */
export type ModelChoice = {
  /** What the setting will hold. */
  readonly ref: ModelRef;
  readonly model: string;
  /** `Ollama · 1.5B · Q4_K_M · 986 MB · fills in code`. */
  readonly detail: string;
};

/** What is known about models beyond their server's list. */
export type KnownBesides = {
  /** Digests of the models in the server's memory, where it tells. */
  readonly loaded?: ReadonlySet<string> | undefined;
  /** Tokens per second of a model's last answer. */
  readonly speed?: (model: string) => number | undefined;
  /** What came of trying a model, in a few words. */
  readonly verdictOn?: ((model: KnownModel) => string | undefined) | undefined;
};

function isLoaded({ isLoaded: told, digest }: KnownModel, { loaded }: KnownBesides): boolean {
  return told ?? (digest !== undefined && loaded?.has(digest) === true);
}

/** The models of one provider that can be picked: what its server lists, else what the settings name. */
export function pickableModels(provider: ProviderConfig, server: KnownServer): readonly KnownModel[] {
  const listed = server.kind === "up" ? server.models.filter(({ generates }) => generates) : [];
  const names = new Set(listed.map(({ name }) => name));
  const configured = provider.models
    .filter((name) => !names.has(name))
    .map((name): KnownModel => ({ name, generates: true }));
  return [...listed, ...configured];
}

/** The same as the picker offers them. */
export function modelChoices(
  provider: ProviderConfig,
  server: KnownServer,
  besides: KnownBesides = {},
): readonly ModelChoice[] {
  return pickableModels(provider, server).map((model) => ({
    ref: { provider: provider.id, model: model.name },
    model: model.name,
    detail: [
      provider.label,
      ...elsewhereWords(provider, model),
      ...makeWords(model),
      ...abilityWords(model),
      ...[besides.verdictOn?.(model)].filter((words) => words !== undefined),
      ...(isLoaded(model, besides) ? [say("in memory")] : []),
      ...speedWords(besides.speed?.(model.name)),
    ].join(" · "),
  }));
}
