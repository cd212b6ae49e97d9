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

/** Which models were seen in a server's memory: then they were observed to run there. */
export class LoadedModels {
  readonly #parts: LoadedModelsParts;
  /** When the server was last asked about certain weights, in milliseconds. */
  readonly #askedMs = new Map<string, number>();
  readonly #seen = new Map<string, string>();

  constructor(parts: LoadedModelsParts) {
    this.#parts = parts;
  }

  /** When a model was last seen there: ISO 8601, UTC. */
  seenAt(provider: ProviderConfig, model: KnownModel): string | undefined {
    return this.#seen.get(weightsKey(provider, model));
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
    if (isThere) this.#seen.set(key, now());
    return isThere;
  }

  /** Forgets everything. */
  forget(): void {
    this.#askedMs.clear();
    this.#seen.clear();
  }
}
