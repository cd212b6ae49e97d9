import type { ShownModel } from "../providers/provider.ts";
import type { KnownModel } from "../routing/knownServer.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { RunErrand } from "./errands.ts";
import { weightsKey } from "./weightsKey.ts";

/** What a server's own page of a model said, and when. */
export type ModelPage = ShownModel & {
  /** Milliseconds on the clock. */
  readonly atMs: number;
  /** When it was learned: ISO 8601, UTC. */
  readonly time: string;
};

/** What {@link ModelPages} is built from. */
export type ModelPagesParts = {
  readonly run: RunErrand;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** How long a page is believed, in milliseconds. */
  readonly freshMs: number;
  readonly onLearned: (provider: ProviderConfig) => void;
};

/** The pages that servers have of their models, each asked for by itself and known by the very weights it is about. */
export class ModelPages {
  readonly #parts: ModelPagesParts;
  readonly #known = new Map<string, ModelPage>();
  readonly #asking = new Map<string, Promise<ModelPage | undefined>>();

  constructor(parts: ModelPagesParts) {
    this.#parts = parts;
  }

  /** What is known now, without asking. */
  known(provider: ProviderConfig, model: KnownModel): ModelPage | undefined {
    return this.#known.get(weightsKey(provider, model));
  }

  /** Asks for a page, unless it is fresh; everybody who wants it at the same time shares one answer. */
  async read(provider: ProviderConfig, model: KnownModel): Promise<ModelPage | undefined> {
    const { clock, freshMs } = this.#parts;
    const key = weightsKey(provider, model);
    const before = this.#known.get(key);
    if (before !== undefined && clock() - before.atMs < freshMs) return before;
    const running = this.#asking.get(key);
    if (running !== undefined) return running;
    const asking = this.#ask(provider, model).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  /** A list with what the pages tell beyond it: an older server's list tells less of a model than its page does. */
  added(provider: ProviderConfig, models: readonly KnownModel[]): readonly KnownModel[] {
    return models.map((model) => this.add(provider, model));
  }

  /** A model of a list with what its page tells beyond it. */
  add(provider: ProviderConfig, model: KnownModel): KnownModel {
    const { can, infill, parameters, quantisation } = this.known(provider, model) ?? {};
    return {
      ...model,
      ...(can && { can: { ...model.can, ...can } }),
      ...(infill && { infill: { ...model.infill, ...infill } }),
      ...(parameters !== undefined && { parameters }),
      ...(quantisation !== undefined && { quantisation }),
    };
  }

  /** Forgets everything. */
  forget(): void {
    this.#known.clear();
  }

  async #ask(provider: ProviderConfig, model: KnownModel): Promise<ModelPage | undefined> {
    const { run, clock, now, onLearned } = this.#parts;
    const answer = await run({ kind: "show", model: model.name }, provider);
    if (!answer.ok || answer.value.kind !== "show") return undefined;
    const page: ModelPage = { ...answer.value, atMs: clock(), time: now() };
    this.#known.set(weightsKey(provider, model), page);
    onLearned(provider);
    return page;
  }
}
