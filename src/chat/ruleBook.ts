import type { Disposable } from "../base/disposable.ts";
import { createEmitter, type Event } from "../base/event.ts";
import { estimateTokens } from "../context/estimateTokens.ts";
import type { ProjectPlaces } from "./projectPlaces.ts";
import { readRules, type FoundRules, type RuleFile } from "./readRules.ts";
import { noRules, rulesInForce, type RuleChoice, type Rules, type RulesInForce } from "./rules.ts";

/** What a rule book is made from. */
export type RuleBookParts = {
  readonly places: ProjectPlaces;
  /** Begins to tell when a file of rules may be another one. */
  readonly watch: (changed: () => void) => Disposable;
  /** What the person switched on and off, as it was stored last: outside the project, and not to be trusted. */
  readonly stored: () => unknown;
  readonly store: (switches: Readonly<Record<string, boolean>>) => Promise<void>;
};

/** Knows the rules of a workspace: reads them once somebody looks, again when they change, and remembers which are on. */
export class RuleBook implements Rules, Disposable {
  readonly #parts: RuleBookParts;
  readonly #changed = createEmitter<undefined>();
  #found: FoundRules = { files: [], leftOut: [] };
  #current = noRules;
  #watching: Disposable | undefined;
  /** The latest reading, which knows best. */
  #reading = Promise.resolve();

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: RuleBookParts) {
    this.#parts = parts;
  }

  follow(): Promise<void> {
    this.#watching ??= this.#parts.watch(() => void this.#read());
    return this.#read();
  }

  current(): RulesInForce {
    return this.#current;
  }

  async choices(): Promise<readonly RuleChoice[]> {
    await this.#read();
    return this.#found.files.map((file) => ({
      file,
      tokens: estimateTokens(file.text),
      isOn: this.#isOn(file),
    }));
  }

  async choose(on: ReadonlySet<string>): Promise<void> {
    const chosen = this.#found.files.map(({ uri }) => [uri, on.has(uri)] as const);
    await this.#parts.store({ ...this.#switches(), ...Object.fromEntries(chosen) });
    this.#settle();
  }

  dispose(): void {
    this.#watching?.dispose();
  }

  #read(): Promise<void> {
    const reading: Promise<void> = readRules(this.#parts.places).then(async (found) => {
      if (this.#reading !== reading) {
        await this.#reading;
        return;
      }
      this.#found = found;
      this.#settle();
    });
    this.#reading = reading;
    return reading;
  }

  #settle(): void {
    const next = rulesInForce(this.#found, (file) => this.#isOn(file));
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#current = next;
    this.#changed.fire(undefined);
  }

  /** Rules are on unless somebody switched them off; those for some files only, unless somebody switched them on. */
  #isOn({ uri, isForSomeFiles }: RuleFile): boolean {
    return this.#switches()[uri] ?? !isForSomeFiles;
  }

  #switches(): Readonly<Record<string, boolean>> {
    const stored = this.#parts.stored();
    if (typeof stored !== "object" || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(isSwitch));
  }
}

function isSwitch(entry: [string, unknown]): entry is [string, boolean] {
  return typeof entry[1] === "boolean";
}
