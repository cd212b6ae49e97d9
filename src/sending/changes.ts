import type { Redaction } from "../gate/clearedRequest.ts";
import type { Draft } from "../prompt/draft.ts";
import { redactDraft } from "../prompt/redactDraft.ts";
import type { Asked } from "./askPerson.ts";

/** What the user has taken out of one send while reviewing it. */
export class Changes {
  readonly #labels = new Map<string, string>();
  readonly #removed = new Set<string>();

  /** Files left out, by URI. */
  get removed(): ReadonlySet<string> {
    return this.#removed;
  }

  /** Makes one more change, which holds for every draft from here on. */
  make(change: Extract<Asked, { kind: "redact" | "remove" }>): void {
    if (change.kind === "remove") this.#removed.add(change.uri);
    else for (const { secret, label } of change.secrets) this.#labels.set(secret, label);
  }

  /** A draft without what was taken out. */
  redacted(draft: Draft): Draft {
    const secrets = [...this.#labels].map(([secret, label]) => ({ secret, label }));
    return secrets.length === 0 ? draft : redactDraft(draft, secrets);
  }

  /** How many secrets of each kind were taken out, for the record. */
  redactions(): readonly Redaction[] {
    const counts = new Map<string, number>();
    for (const label of this.#labels.values()) counts.set(label, (counts.get(label) ?? 0) + 1);
    return [...counts].map(([label, count]) => ({ label, count }));
  }
}
