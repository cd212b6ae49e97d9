import type { KnownModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { RunErrand } from "./errands.ts";
import { weightsKey } from "./weightsKey.ts";

/** What {@link LoadedModels} is built from. */
export type LoadedModelsParts = {
  readonly run: RunErrand;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** How long a look is enough, in milliseconds. */
  readonly freshMs: number;
};

/**
 * How long a model that was seen in memory is taken to be there, in milliseconds: every request asks for 30 minutes, and
 * Ollama's own default is 5.
 */
const staysLoadedMs = 4 * 60_000;

/** Which models were seen in a server's memory: then they were observed to run there. */
export class LoadedModels {
  readonly #parts: LoadedModelsParts;
  /** When the server was last asked about certain weights, in milliseconds. */
  readonly #askedMs = new Map<string, number>();
  /** When it was last seen there. */
  readonly #seen = new Map<string, { readonly time: string; readonly atMs: number }>();

  constructor(parts: LoadedModelsParts) {
    this.#parts = parts;
  }

  /** When a model was last seen there: ISO 8601, UTC. */
  seenAt(provider: ProviderConfig, model: KnownModel): string | undefined {
    return this.#seen.get(weightsKey(provider, model))?.time;
  }

  /** Asks whether a model is there, unless that was asked a moment ago. `true`: it was seen; a look that fails says nothing. */
  async look(provider: ProviderConfig, model: KnownModel): Promise<boolean> {
    const { run, clock, now, freshMs } = this.#parts;
    const key = weightsKey(provider, model);
    if (clock() - (this.#askedMs.get(key) ?? -freshMs) < freshMs) return false;
    this.#askedMs.set(key, clock());
    const answer = await run({ kind: "loaded" }, provider);
    if (!answer.ok || answer.value.kind !== "loaded") return false;
    const isThere = answer.value.models.some(({ digest, bytes }) => digest === model.digest && bytes > 0);
    if (isThere) this.#seen.set(key, { time: now(), atMs: clock() });
    return isThere;
  }

  /** Whether the server says that a model is not there; not asked again of one that was seen a short while ago. */
  async isAbsent(provider: ProviderConfig, model: KnownModel): Promise<boolean> {
    const seen = this.#seen.get(weightsKey(provider, model));
    if (seen !== undefined && this.#parts.clock() - seen.atMs < staysLoadedMs) return false;
    const answer = await this.#parts.run({ kind: "loaded" }, provider);
    if (!answer.ok || answer.value.kind !== "loaded") return false;
    return !answer.value.models.some(({ digest, bytes }) => digest === model.digest && bytes > 0);
  }

  /** Forgets everything. */
  forget(): void {
    this.#askedMs.clear();
    this.#seen.clear();
  }
}
