import { LRUCache } from "lru-cache";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { blockLength } from "../context/blockLength.ts";
import type { ContextBlock } from "../context/contextBlock.ts";
import type { LookupPlace } from "../context/lookupPlaces.ts";
import { signatureOnly } from "../context/signatureOnly.ts";
import type { ContextPorts, DefinitionTarget, FindDefinitions } from "./contextPorts.ts";

type Ports = Pick<
  ContextPorts,
  "definitions" | "typeDefinitions" | "readLines" | "guard" | "clock" | "later" | "onDidChange" | "onDidClose"
>;

/** Questions that may be with the language server at one time, whatever became of those who asked. */
const mostAtOnce = 16;
/** A question without an answer for so long no longer keeps others waiting. */
const givenUpMs = 10_000;
/** Lines that are read of a definition whose end is not known. */
const longestDefinition = 80;
const mostKnown = 500;

/** Lets so many through at a time; the others wait for their turn. */
class Turnstile {
  #free = mostAtOnce;
  readonly #waiting: (() => void)[] = [];

  async enter(): Promise<void> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free -= 1;
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** Asks the language server, and knows how it answers. */
class Questions {
  readonly #ports: Pick<ContextPorts, "later" | "clock">;
  readonly #turnstile = new Turnstile();
  readonly #openSinceMs = new Set<{ readonly ms: number }>();
  #lastMs = 0;

  constructor(ports: Pick<ContextPorts, "later" | "clock">) {
    this.#ports = ports;
  }

  /** How long the last answer took, or the oldest open question waits already, in milliseconds. */
  delayMs(): number {
    const now = this.#ports.clock();
    return Math.max(this.#lastMs, ...[...this.#openSinceMs].map(({ ms }) => now - ms));
  }

  /** An answer; nothing when the server fails, or when the one who asks has gone before it was asked. */
  async ask(
    question: () => Promise<readonly DefinitionTarget[]>,
    signal: AbortSignal,
  ): Promise<readonly DefinitionTarget[]> {
    await this.#turnstile.enter();
    const since = { ms: this.#ports.clock() };
    this.#openSinceMs.add(since);
    const over = (): void => {
      if (this.#openSinceMs.delete(since)) this.#turnstile.leave();
    };
    const givenUp = this.#ports.later(givenUpMs, over);
    try {
      if (signal.aborted) return [];
      const found = await question();
      this.#lastMs = this.#ports.clock() - since.ms;
      return found;
    } catch {
      return [];
    } finally {
      givenUp.dispose();
      over();
    }
  }
}

/** Reads what is defined at a place, once the guard has said that it may be read. */
async function definitionAt(
  { uri, lines }: DefinitionTarget,
  { guard, readLines }: Ports,
): Promise<readonly ContextBlock[]> {
  const { kind } = await guard.judge(uri);
  if (kind === "never") return [];
  const isWhole = lines.last > lines.first;
  const last = isWhole ? lines.last : lines.first + longestDefinition - 1;
  const read = await readLines(uri, { first: lines.first, last });
  if (read === undefined) return [];
  const rows = read.text.split(/\r?\n/);
  const length = isWhole ? rows.length : blockLength(rows);
  const text = signatureOnly(rows.slice(0, length).join("\n"));
  if (text.trim() === "") return [];
  const shown = { first: lines.first, last: lines.first + length - 1 };
  return [{ kind: "definition", source: { kind: "file", uri, path: read.path, lines: shown }, text }];
}

/** Finds the definitions of names in other documents through the language servers. */
export type DefinitionLookups = Disposable & {
  /** How long the last answer of a language server took, or its oldest open question waits already. */
  readonly delayMs: () => number;
  /**
   * What defines a name that stands in a document, if another document does: its type first. Never rejects, and does
   * not resolve while the language server does not answer.
   */
  readonly find: (uri: string, place: LookupPlace, signal: AbortSignal) => Promise<readonly ContextBlock[]>;
};

/** Makes lookups that remember where names are defined until one of those documents changes. */
export function createDefinitionLookups(ports: Ports): DefinitionLookups {
  const known = new LRUCache<string, readonly DefinitionTarget[]>({ max: mostKnown });
  const questions = new Questions(ports);
  const forget = (uri: string): void => {
    for (const [key, targets] of known.entries())
      if (targets.some((target) => target.uri === uri)) known.delete(key);
  };
  const store = new DisposableStore();
  store.add(ports.onDidChange(({ uri }) => forget(uri)));
  store.add(ports.onDidClose(forget));

  const targets = async (
    uri: string,
    { name, line, offset, asks }: LookupPlace,
    signal: AbortSignal,
  ): Promise<readonly DefinitionTarget[]> => {
    const key = [uri, name, line].join("\n");
    const before = known.get(key);
    if (before !== undefined) return before;
    const finds: readonly FindDefinitions[] =
      asks === "definition" ? [ports.definitions] : [ports.typeDefinitions, ports.definitions];
    const answers = finds.map((find) => questions.ask(() => find(uri, offset), signal));
    const found = (await Promise.all(answers)).flat();
    const elsewhere = found.filter((target) => target.uri !== uri);
    // No answer at all may be that of a server that is not ready yet.
    if (found.length > 0) known.set(key, elsewhere);
    return elsewhere;
  };
  return {
    delayMs: () => questions.delayMs(),
    find: async (uri, place, signal) => {
      try {
        const elsewhere = await targets(uri, place, signal);
        const blocks = elsewhere.map(async (target) => (signal.aborted ? [] : definitionAt(target, ports)));
        return (await Promise.all(blocks)).flat();
      } catch {
        return [];
      }
    },
    dispose: () => {
      store.dispose();
      known.clear();
    },
  };
}
