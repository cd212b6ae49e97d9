import * as z from "zod/mini";
import { plainLine } from "../base/plainLine.ts";
import { findModel, type KnownServer } from "../routing/knownServer.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { StorePort } from "./unfinishedPulls.ts";
import { say } from "../terms/words.ts";

/** A model whose tag stands for other weights than it did when it was picked. */
export type MovedTag = { readonly ref: ModelRef; readonly from: string; readonly to: string };

const prefix = "drawbridge.modelPin ";
const schema = z.object({ provider: z.string(), model: z.string(), digest: z.string() });

/** The weights of the models that a person picked, by their digests. Nothing is ever blocked by them. */
export class ModelPins {
  readonly #store: StorePort;
  /** What was told of in this window, so that a notice comes once. */
  readonly #told = new Set<string>();

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** The digest that a model is pinned to. */
  pinned(ref: ModelRef): string | undefined {
    const parsed = schema.safeParse(this.#store.get(keyOf(ref)));
    return parsed.success ? parsed.data.digest : undefined;
  }

  /** Remembers what a model is now; without a digest there is nothing to remember. */
  async pin({ provider, model }: ModelRef, digest: string | undefined): Promise<void> {
    if (digest !== undefined) await this.#store.set(keyOf({ provider, model }), { provider, model, digest });
  }

  /** Forgets what a model was. */
  async unpin(ref: ModelRef): Promise<void> {
    await this.#store.set(keyOf(ref), undefined);
  }

  /** The pinned models that a server lists with other weights, each once per window and digest. */
  moved(provider: string, server: KnownServer): readonly MovedTag[] {
    if (server.kind !== "up") return [];
    return this.#pinsOf(provider).flatMap(({ model, digest: from }) => {
      const to = findModel(server, model)?.digest;
      if (to === undefined || to === from || this.#told.has(`${provider}/${model} ${to}`)) return [];
      this.#told.add(`${provider}/${model} ${to}`);
      return [{ ref: { provider, model }, from, to }];
    });
  }

  #pinsOf(provider: string): readonly z.infer<typeof schema>[] {
    return this.#store
      .keys()
      .filter((key) => key.startsWith(`${prefix}${provider}/`))
      .flatMap((key) => {
        const parsed = schema.safeParse(this.#store.get(key));
        return parsed.success && parsed.data.provider === provider ? [parsed.data] : [];
      });
  }
}

/** As much of a digest as is shown: twelve digits, as Ollama's own list does. */
export function shortDigest(digest: string): string {
  return plainLine(digest.replace(/^sha256:/, "").slice(0, 12));
}

/** `llama3:8b is another model now (365c0bd3c000 → 46e0c10c039e). Its tag has moved.` */
export function movedSentence({ ref, from, to }: MovedTag): string {
  return say(
    "{0} is another model now ({1} → {2}). Its tag has moved.",
    ref.model,
    shortDigest(from),
    shortDigest(to),
  );
}

function keyOf({ provider, model }: ModelRef): string {
  return `${prefix}${provider}/${model}`;
}
