import type { Redaction } from "../gate/clearedRequest.ts";
import { messageText, type Draft } from "../prompt/draft.ts";
import { redactDraft } from "../prompt/redactDraft.ts";
import type { Asked } from "./askPerson.ts";
import type { RedactedSecrets } from "./redactions.ts";

/** A draft without what was taken out of it, and how many secrets of each kind that were, for the record. */
export type Redacted = { readonly draft: Draft; readonly redactions: readonly Redaction[] };

/**
 * What the user decided about one send while reviewing it: what they took out, on top of what its conversation leaves out
 * already, and whether they turned to this device. It holds for every model that is tried.
 */
export class Changes {
  readonly #remembered: RedactedSecrets;
  readonly #own: RedactedSecrets = new Map();
  readonly #removed = new Set<string>();
  #isHome = false;

  /** What is redacted from here on is remembered in the given secrets, too. */
  constructor(remembered: RedactedSecrets) {
    this.#remembered = remembered;
  }

  /** Files left out, by URI. */
  get removed(): ReadonlySet<string> {
    return this.#removed;
  }

  /** Whether the user turned to a model on this device: from then on nothing else may answer. */
  get isHome(): boolean {
    return this.#isHome;
  }

  /** The user turned to a model on this device. */
  turnHome(): void {
    this.#isHome = true;
  }

  /** Makes one more change, which holds for every draft from here on. */
  make(change: Extract<Asked, { kind: "redact" | "remove" }>): void {
    if (change.kind === "remove") this.#removed.add(change.uri);
    else
      for (const { secret, label } of change.secrets) {
        this.#own.set(secret, label);
        this.#remembered.set(secret, label);
      }
  }

  /** A draft without what was taken out. What was redacted in earlier sends only matters to one that leaves. */
  redacted(draft: Draft, leaves: boolean): Redacted {
    const texts = draft.messages.map(messageText);
    const secrets = [...(leaves ? new Map([...this.#remembered, ...this.#own]) : this.#own)]
      .filter(([secret]) => texts.some((text) => text.includes(secret)))
      .map(([secret, label]) => ({ secret, label }));
    return secrets.length === 0
      ? { draft, redactions: [] }
      : { draft: redactDraft(draft, secrets), redactions: counted(secrets.map(({ label }) => label)) };
  }
}

function counted(labels: readonly string[]): readonly Redaction[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, count }));
}
