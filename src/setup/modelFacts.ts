import { knownInfill } from "../models/knownInfill.ts";
import type { KnownModel, KnownServer } from "../routing/knownServer.ts";
import { isCloudName } from "../destinations/cloudName.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { Capability } from "../terms/capability.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { language, say } from "../terms/words.ts";

const abilities: { readonly [C in Capability]?: string } = {
  infill: say("fills in code"),
  embeddings: say("makes embeddings"),
  images: say("sees images"),
  tools: say("calls tools"),
  thinking: say("thinks"),
};

/** What a model can do beyond chatting, as far as the server or its family tells. */
export function abilityWords(model: KnownModel): readonly string[] {
  const known = { ...model.can, infill: knownInfill(model) !== undefined };
  return Object.entries(abilities).flatMap(([ability, words]) =>
    known[ability as Capability] === true ? [words] : [],
  );
}

/** What a model is made of, as far as the server tells: `1.5B · Q4_K_M · 986 MB · 32,768 tokens of context`. */
export function makeWords({ parameters, quantisation, bytes, contextTokens }: KnownModel): readonly string[] {
  return [
    parameters,
    quantisation,
    bytes === undefined ? undefined : sizeWords(bytes),
    contextTokens === undefined
      ? undefined
      : say("{0} tokens of context", contextTokens.toLocaleString(language())),
  ].filter((words) => words !== undefined);
}

/** Says that a server's list was too long to be kept; `undefined`: all of it is there. */
export function cutSentence({ label }: ProviderConfig, server: KnownServer): string | undefined {
  if (server.kind !== "up" || server.isCut === undefined) return undefined;
  const kept = server.models.length.toLocaleString(language());
  return say("{0} lists more models than can be shown. Only the first {1} are here.", label, kept);
}

/** How fast a model answered last, in whole tokens per second; empty until it was measured. */
export function speedWords(tokensPerSecond: number | undefined): readonly string[] {
  return tokensPerSecond === undefined
    ? []
    : [say("{0} tokens/s last", tokensPerSecond.toFixed(tokensPerSecond < 10 ? 1 : 0))];
}

/** Where a model really runs, when that is elsewhere by its name or its server's word. */
export function elsewhereWords(
  { kind }: ProviderConfig,
  { name, remoteHost }: KnownModel,
): readonly string[] {
  if (remoteHost !== undefined) return [say("runs on {0}", remoteHost)];
  return kind === "ollama" && isCloudName(name) ? [say("runs in Ollama's cloud")] : [];
}
