import * as z from "zod/mini";
import { isModelName } from "../terms/modelName.ts";
import type { ModelRef } from "../terms/modelRef.ts";

/** The editor's store outside every repository. */
export type StorePort = {
  get(key: string): unknown;
  /** `undefined` removes the key. */
  set(key: string, value: unknown): Promise<void>;
  keys(): readonly string[];
};

/** What pulls are remembered with. */
export type UnfinishedPullsParts = {
  readonly store: StorePort;
  /** The process of this window. */
  readonly pid: number;
  /** Whether a process is still there: then its window is still fetching. */
  readonly isAlive: (pid: number) => boolean;
};

/** Keys begin so; behind it the model as settings name it. One key per pull: windows do not overwrite each other. */
export const unfinishedPrefix = "drawbridge.unfinishedPull ";
const schema = z.object({ provider: z.string(), model: z.string(), pid: z.int() });

/** Pulls that were begun and not ended: a window that is closed ends them, and a person may want them to go on. */
export class UnfinishedPulls {
  readonly #parts: UnfinishedPullsParts;

  constructor(parts: UnfinishedPullsParts) {
    this.#parts = parts;
  }

  /** Remembers that this window fetches a model. */
  async begin({ provider, model }: ModelRef): Promise<void> {
    await this.#parts.store.set(keyOf({ provider, model }), { provider, model, pid: this.#parts.pid });
  }

  /** Forgets a pull: it came to an end that its person saw. */
  async end(ref: ModelRef): Promise<void> {
    await this.#parts.store.set(keyOf(ref), undefined);
  }

  /** The pulls that no window follows any more; each stays until it is forgotten. What cannot be read is removed. */
  async left(): Promise<readonly ModelRef[]> {
    const { store } = this.#parts;
    const left: ModelRef[] = [];
    for (const key of store.keys().filter((each) => each.startsWith(unfinishedPrefix))) {
      const parsed = schema.safeParse(store.get(key));
      if (!parsed.success || !isModelName(parsed.data.model) || key !== keyOf(parsed.data))
        await store.set(key, undefined);
      else if (!this.#parts.isAlive(parsed.data.pid))
        left.push({ provider: parsed.data.provider, model: parsed.data.model });
    }
    return left;
  }

  /** Whether a pull is still left: another window may have gone on with it or forgotten it since. */
  isLeft(ref: ModelRef): boolean {
    const parsed = schema.safeParse(this.#parts.store.get(keyOf(ref)));
    return parsed.success && !this.#parts.isAlive(parsed.data.pid);
  }
}

function keyOf({ provider, model }: ModelRef): string {
  return `${unfinishedPrefix}${provider}/${model}`;
}
