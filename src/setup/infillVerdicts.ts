import type { InfillFormat } from "../models/infill.ts";
import { infillVerdicts, type InfillVerdict } from "../models/infillTrial.ts";
import type { StorePort } from "./unfinishedPulls.ts";

const prefix = "drawbridge.infillVerdict ";

/** How models were found to fill in, by the digest of their weights and the layout: neither changes without another trial. */
export class InfillVerdicts {
  readonly #store: StorePort;

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** The verdict on some weights; `undefined`: they were not tried so, or have no digest. */
  of(digest: string | undefined, format: InfillFormat): InfillVerdict | undefined {
    if (digest === undefined) return undefined;
    const stored = this.#store.get(keyOf(digest, format));
    return infillVerdicts.find((verdict) => verdict === stored);
  }

  /** Remembers a verdict; without a digest there is nothing to remember it by. */
  async keep(verdict: InfillVerdict, digest: string | undefined, format: InfillFormat): Promise<void> {
    if (digest !== undefined) await this.#store.set(keyOf(digest, format), verdict);
  }
}

function keyOf(digest: string, { order, before, between, after }: InfillFormat): string {
  return prefix + [digest, order, before, between, after].join(" ");
}
