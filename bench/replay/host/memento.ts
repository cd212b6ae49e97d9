/** As the editor's storage for an extension, kept in memory. */
export class Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, fallback?: T): T | undefined {
    return this.#values.has(key) ? (structuredClone(this.#values.get(key)) as T) : fallback;
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, structuredClone(value));
    return Promise.resolve();
  }

  setKeysForSync(): void {
    // Nothing is synchronised.
  }
}
