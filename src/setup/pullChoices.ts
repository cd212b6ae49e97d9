import { isLoopbackHost } from "../destinations/locate.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { fitsMemory, recommendModels, type RecommendedModel } from "../models/recommendedModels.ts";
import { findModel, type KnownServer } from "../routing/knownServer.ts";
import { sizeWords } from "../base/sizeWords.ts";
import { say } from "../terms/words.ts";

/** Whether a server is on the machine that this runs on: then its memory is known. */
export function isHere({ url }: ProviderConfig): boolean {
  return isLoopbackHost(new URL(url).hostname);
}

/** A recommended model as it is offered to be fetched. */
export type PullChoice = {
  readonly model: string;
  /** `4.7 GB · wants 8 GB of memory`. */
  readonly description: string;
  /** `better code, with a graphics card · fits this machine`. */
  readonly detail: string;
};

/**
 * The recommended models, those that fit the server's machine first and the best of them first; `memoryBytes` absent:
 * nothing is known of the machine, and nothing is said of it.
 */
export function pullChoices(server: KnownServer, memoryBytes: number | undefined): readonly PullChoice[] {
  const wanted = (["chat", "completion"] as const).flatMap((task) => recommendModels({ task, memoryBytes }));
  const all = recommendModels({ task: "chat" });
  return [...new Set([...wanted, ...all])].map((model) => choice(model, server, memoryBytes));
}

function fitWords(fits: boolean | undefined): readonly string[] {
  if (fits === undefined) return [];
  return [fits ? say("fits this machine") : say("wants more memory than this machine has")];
}

function choice(model: RecommendedModel, server: KnownServer, memoryBytes: number | undefined): PullChoice {
  const { name, bytes, memoryBytes: wants, goodFor } = model;
  const isThere = server.kind === "up" && findModel(server, name) !== undefined;
  const fit = fitWords(fitsMemory(model, memoryBytes));
  return {
    model: name,
    description: say("{0} · wants {1} GB of memory", sizeWords(bytes), (wants / 1e9).toFixed(0)),
    detail: [goodFor, ...fit, ...(isThere ? [say("already there")] : [])].join(" · "),
  };
}
