/** Labels of secrets, by their text. */
export type RedactedSecrets = Map<string, string>;

/**
 * What a person has redacted in the conversation at hand, so that its later questions leave without it and nobody is
 * asked twice. In memory only: a secret is never written down, and a window that opens anew asks anew.
 */
export class Redactions {
  #conversation: string | undefined;
  #secrets: RedactedSecrets = new Map();

  /** The secrets of a conversation, to be added to. A conversation that was left for another one is forgotten. */
  of(conversation: string | undefined): RedactedSecrets {
    if (conversation === undefined) return new Map();
    if (conversation !== this.#conversation) this.#secrets = new Map();
    this.#conversation = conversation;
    return this.#secrets;
  }
}
